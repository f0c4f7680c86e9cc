package io.ostiary.session.session;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path and query parameters that lists have in common, by the contract's rules on what is
 * refused and what is bent.
 */
final class ListRequest {

    private static final int DEFAULT_SIZE = 250;
    private static final int LARGEST_SIZE = 1_000;
    private static final long LARGEST_PAGE = 1_000_000_000L;
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern OFFSET = Pattern.compile("\"offset\":\"?(\\d{1,15})\"?[,}]");

    private ListRequest() {}

    /**
     * Whether the text is an id. {@link UUID#fromString} alone would take {@code 1-1-1-1-1} too.
     */
    static boolean isId(@Nullable String text) {
        return text != null && UUID_TEXT.matcher(text).matches();
    }

    /** The id in a path. @throws ProblemException {@link Problem.BadRequest} when it is none */
    static UUID id(@Nullable String text) {
        if (!isId(text)) {
            throw refused("The id in the path is a UUID.");
        }
        return UUID.fromString(text);
    }

    /**
     * The filter {@code active}. @return null when it isn't set; refuses what is neither true nor
     * false
     */
    static PostgresSessions.@Nullable Activity activity(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "" -> null;
            case "1", "t", "T", "true", "TRUE", "True" -> PostgresSessions.Activity.ACTIVE;
            case "0", "f", "F", "false", "FALSE", "False" -> PostgresSessions.Activity.INACTIVE;
            default -> throw refused("The parameter active is true or false.");
        };
    }

    /**
     * {@code page_size} of a list by keyset: what is no number is refused, what is out of range is
     * bent.
     */
    static int pageSize(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_SIZE;
        }
        if (!text.matches("[+-]?\\d{1,18}")) {
            throw refused("The parameter page_size is a number.");
        }
        long size = Long.parseLong(text);
        return size <= 0 ? DEFAULT_SIZE : (int) Math.min(size, LARGEST_SIZE);
    }

    /**
     * The slice of a list by offset: {@code page_token} and {@code page_size}, or in the old style
     * {@code page} (from 1, 0 is the first too) and {@code per_page}. What can't be read counts as
     * absent.
     */
    static Slice slice(
            @Nullable String pageToken, @Nullable String pageSize, @Nullable String page, @Nullable String perPage) {
        if (pageToken != null || pageSize != null) {
            int size = bentSize(pageSize);
            long offset = offset(pageToken);
            return new Slice(offset, size, offset / size);
        }
        int size = bentSize(perPage);
        long number = Math.clamp(number(page, 0), 0, LARGEST_PAGE);
        return new Slice(Math.max(0, number - 1) * size, size, number);
    }

    /** The token of a page by offset. */
    static String offsetToken(long offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"offset\":\"" + offset + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    private static long offset(@Nullable String token) {
        if (token == null || token.length() > 128) {
            return 0;
        }
        try {
            Matcher offset =
                    OFFSET.matcher(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1));
            return offset.find() ? Long.parseLong(offset.group(1)) : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static int bentSize(@Nullable String text) {
        return (int) Math.clamp(number(text, DEFAULT_SIZE), 1, LARGEST_SIZE);
    }

    private static long number(@Nullable String text, long otherwise) {
        return text != null && text.matches("[+-]?\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
