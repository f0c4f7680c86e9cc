package io.ostiary.flow.http;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ids that clients send. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern BARE =
            Pattern.compile("([0-9a-fA-F]{8})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{12})");
    private static final String URN = "urn:uuid:";

    private Uuids() {}

    /** The id, or null when the text is none (RFC 9562); in the other spellings of the contract's clients as well. */
    public static @Nullable UUID parse(@Nullable String text) {
        String inner = text == null ? "" : unwrapped(text);
        Matcher bare = BARE.matcher(inner);
        if (bare.matches()) {
            return UUID.fromString(bare.replaceFirst("$1-$2-$3-$4-$5"));
        }
        return FORM.matcher(inner).matches() ? UUID.fromString(inner) : null;
    }

    private static String unwrapped(String text) {
        boolean braced = text.length() > 1 && text.startsWith("{") && text.endsWith("}");
        String inner = braced ? text.substring(1, text.length() - 1) : text;
        return inner.regionMatches(true, 0, URN, 0, URN.length()) ? inner.substring(URN.length()) : inner;
    }
}
