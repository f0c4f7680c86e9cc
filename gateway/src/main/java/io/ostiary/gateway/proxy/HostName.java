package io.ostiary.gateway.proxy;

import org.jspecify.annotations.Nullable;

/** Whether a text can be the host of an address, with or without a port (RFC 3986, section 3.2.2). */
final class HostName {

    private static final int LONGEST = 300;

    private static final String IN_NAME = "-._~%!$&'()*+,;=";

    private HostName() {}

    /** Whether services can read it: letters, digits and what a registered name may have. */
    static boolean isReadable(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return false;
        }
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : nameEnd(text);
        boolean named = text.startsWith("[")
                ? end > 2 && Network.isAddress(text.substring(1, end - 1))
                : isName(text.substring(0, end));
        return named && isPort(text.substring(end));
    }

    private static int nameEnd(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean escape = each == '%';
            if (!isAlphanumeric(each) && IN_NAME.indexOf(each) < 0 || escape && !isEscape(name, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String name, int at) {
        return at + 2 < name.length()
                && Character.digit(name.charAt(at + 1), 16) >= 0
                && Character.digit(name.charAt(at + 2), 16) >= 0;
    }

    private static boolean isAlphanumeric(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9';
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty()
                || rest.charAt(0) == ':'
                        && rest.length() <= 6
                        && rest.chars().skip(1).allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
