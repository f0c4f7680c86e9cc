package io.ostiary.flow.http;

import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids that clients send. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** The id, or null when the text is none (RFC 9562). */
    public static UUID parse(String text) {
        return text != null && FORM.matcher(text).matches() ? UUID.fromString(text) : null;
    }
}
