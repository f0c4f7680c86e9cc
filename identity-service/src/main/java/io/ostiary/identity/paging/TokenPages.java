package io.ostiary.identity.paging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages that begin after an id. The token is that id as base64url. */
public final class TokenPages {

    /** Before all ids: the token of the first page. */
    public static final UUID START = new UUID(0, 0);

    private TokenPages() {}

    /** The token of the page after {@code id}. */
    public static String token(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads a token; an id in plain is understood too. Empty when it is none. */
    public static Optional<UUID> read(String token) {
        try {
            if (token.length() == 36) {
                return Optional.of(UUID.fromString(token));
            }
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != 16) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The {@code Link} header (RFC 8288).
     *
     * @param path of the list
     * @param query the request's parameters, which the links keep
     * @param last id on this page when there is another one, else null
     */
    public static String links(String path, Map<String, List<String>> query, int size, @Nullable UUID last) {
        return links(path, query, size, token(START), last == null ? null : token(last));
    }

    /**
     * The same for tokens of another kind.
     *
     * @param first token of the first page
     * @param next token of the next page; null when there is none
     */
    public static String links(
            String path, Map<String, List<String>> query, int size, String first, @Nullable String next) {
        String start = link(path, query, size, first, "first");
        return next == null ? start : start + "," + link(path, query, size, next, "next");
    }

    private static String link(String path, Map<String, List<String>> query, int size, String token, String relation) {
        Map<String, List<String>> all = new TreeMap<>(query);
        all.remove("per_page");
        all.put("page_size", List.of(String.valueOf(size)));
        all.put("page_token", List.of(token));
        List<String> pairs = new ArrayList<>();
        all.forEach((name, values) -> values.forEach(value -> pairs.add(NumberedPages.pair(name, value))));
        return "<%s?%s>; rel=\"%s\"".formatted(path, String.join("&", pairs), relation);
    }
}
