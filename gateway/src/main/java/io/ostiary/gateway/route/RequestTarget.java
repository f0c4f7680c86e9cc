package io.ostiary.gateway.route;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Path and query in the spelling that every service can read. Browsers and scripts leave characters
 * as they are that an address may not have (RFC 3986, section 3.3 and 3.4); they mean the encoded
 * ones.
 */
public final class RequestTarget {

    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private RequestTarget() {}

    /**
     * The same target with what it may not have encoded; in the query also a percent sign that
     * begins no encoding.
     *
     * @param target begins with a slash; one character for each byte
     * @return {@code null} if nobody can tell what it means
     */
    public static @Nullable String readable(String target) {
        int bad = firstBad(target);
        if (bad < 0) {
            return target.startsWith("//") ? checked(target) : target;
        }
        StringBuilder clean = new StringBuilder(target.length() + 16).append(target, 0, bad);
        boolean inQuery = target.lastIndexOf('?', bad - 1) >= 0;
        for (int i = bad; i < target.length(); i++) {
            char each = target.charAt(i);
            inQuery |= each == '?';
            if (isFine(target, i)) {
                clean.append(each);
            } else if (each == '%' && !inQuery) {
                return null;
            } else {
                encode(each, clean);
            }
        }
        return checked(clean.toString());
    }

    private static int firstBad(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (!isFine(target, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isFine(String target, int index) {
        char each = target.charAt(index);
        if (each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9') {
            return true;
        }
        if (each == '%') {
            return index + 2 < target.length()
                    && Character.digit(target.charAt(index + 1), 16) >= 0
                    && Character.digit(target.charAt(index + 2), 16) >= 0;
        }
        return ALLOWED.indexOf(each) >= 0;
    }

    private static void encode(char each, StringBuilder clean) {
        int octet = each & 0xff;
        clean.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }

    /** What begins with two slashes looks like a host to some. */
    private static @Nullable String checked(String target) {
        try {
            new URI(target);
            return target;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
