package io.ostiary.courier.template;

import io.ostiary.courier.template.GoTemplate.SyntaxException;

/** What stands between quotes in a template, with the escapes that Go's texts have ({@code strconv.Unquote}). */
final class GoQuotes {

    private static final String SHORT = "abfnrtv\\'\"";

    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

    private final String quoted;

    private final StringBuilder out = new StringBuilder();

    private int at;

    private GoQuotes(String quoted) {
        this.quoted = quoted;
    }

    /**
     * Reads escapes.
     *
     * @param quoted without the quotes around it
     * @throws SyntaxException when there is one that Go doesn't have
     */
    static String read(String quoted) {
        GoQuotes reader = new GoQuotes(quoted);
        while (reader.at < quoted.length()) {
            char c = quoted.charAt(reader.at++);
            if (c == '\\') {
                reader.escape();
            } else {
                reader.out.append(c);
            }
        }
        return reader.out.toString();
    }

    private void escape() {
        char kind = at < quoted.length() ? quoted.charAt(at) : ' ';
        int place = SHORT.indexOf(kind);
        at++;
        if (place >= 0) {
            out.append(MEANT.charAt(place));
            return;
        }
        switch (kind) {
            // Go takes \x and octal digits for bytes; beyond ASCII they would have to be put together.
            case 'x' -> append(number(at, 2, 16), 0x7f);
            case 'u' -> append(number(at, 4, 16), Character.MAX_CODE_POINT);
            case 'U' -> append(number(at, 8, 16), Character.MAX_CODE_POINT);
            case '0', '1', '2', '3' -> append(number(at - 1, 3, 8), 0x7f);
            default -> throw unread();
        }
    }

    private int number(int from, int digits, int radix) {
        at = from + digits;
        if (at > quoted.length()) {
            throw unread();
        }
        String text = quoted.substring(from, at);
        if (!text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            throw unread();
        }
        return Integer.parseUnsignedInt(text, radix);
    }

    private void append(int point, int largest) {
        if (point < 0 || point > largest || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw unread();
        }
        out.appendCodePoint(point);
    }

    private SyntaxException unread() {
        return new SyntaxException("a quoted text has an escape that is not read here: \"" + quoted + "\"");
    }
}
