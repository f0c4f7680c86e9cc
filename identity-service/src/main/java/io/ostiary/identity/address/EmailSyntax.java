package io.ostiary.identity.address;

import java.util.regex.Pattern;

/**
 * Tells mail addresses from other text: the everyday part of RFC 5321, without quoted local parts
 * and comments.
 */
public final class EmailSyntax {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_LABEL = 63;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?");

    private EmailSyntax() {}

    /** Whether the text is a mail address. */
    public static boolean matches(String text) {
        int at = text.lastIndexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && at <= LONGEST_LOCAL
                && LOCAL.matcher(text.substring(0, at)).matches()
                && isDomain(text.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        if (domain.isEmpty()) {
            return false;
        }
        for (String label : domain.split("\\.", -1)) {
            if (label.length() > LONGEST_LABEL || !LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }
}
