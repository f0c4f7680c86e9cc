package io.ostiary.outbound;

import java.util.regex.Pattern;

/**
 * Patterns of addresses as the contract has them: {@code *} stands for anything but dots and slashes, {@code **} for
 * anything, {@code ?} for one character that is neither, {@code [a-z]} and {@code [!a-z]} for one of a set, {@code {a,b}}
 * for one of several, and a backslash takes a character as it is.
 */
final class UrlGlob {

    private static final String NO_SEPARATOR = "[^./]";

    private UrlGlob() {}

    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean anything = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                    regex.append(anything ? ".*" : NO_SEPARATOR + "*");
                    i += anything ? 1 : 0;
                }
                case '?' -> regex.append(NO_SEPARATOR);
                case '[' -> i = set(glob, i, regex);
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(braces > 0 ? ")" : "\\}");
                    braces = Math.max(0, braces - 1);
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '\\' -> regex.append(quoted(i + 1 < glob.length() ? glob.charAt(++i) : c));
                default -> regex.append(quoted(c));
            }
        }
        return Pattern.compile(regex + ")".repeat(braces), Pattern.DOTALL);
    }

    /** @return where the set ends */
    private static int set(String glob, int start, StringBuilder regex) {
        int end = glob.indexOf(']', start + 1);
        if (end < 0) {
            regex.append("\\[");
            return start;
        }
        String inside = glob.substring(start + 1, end);
        boolean not = inside.startsWith("!");
        String of = (not ? inside.substring(1) : inside).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
        regex.append(not ? "[^" : "[").append(of).append(']');
        return end;
    }

    private static String quoted(char c) {
        return Pattern.quote(String.valueOf(c));
    }
}
