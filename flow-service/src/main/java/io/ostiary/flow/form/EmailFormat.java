package io.ostiary.flow.form;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * Tells what can be a mail address. It is lenient about dots, which some providers place where RFC
 * 5321 doesn't allow them, and strict about everything that could end an SMTP command or a mail
 * header.
 */
public final class EmailFormat {

    private static final int LONGEST = 320;
    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{Nd}!#$%&'*+/=?^_`{|}~.-]+");

    private EmailFormat() {}

    /** Whether the text can be a mail address. */
    public static boolean fits(String text) {
        int at = text.indexOf('@');
        return at > 0
                && text.length() <= LONGEST
                && LOCAL.matcher(text.substring(0, at)).matches()
                && isDomain(text.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        try {
            return !domain.isEmpty()
                    && !IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
