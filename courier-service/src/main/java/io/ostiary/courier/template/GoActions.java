package io.ostiary.courier.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts a template into words and actions as Go's lexer does: quoted and raw texts and comments are
 * read before {@code }}} is looked for, {@code {{- } and {@code  -}}} take the white space beside them.
 */
final class GoActions {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final String BLANKS = " \t\r\n";

    /**
     * A piece of a template.
     *
     * @param isAction whether it stood between braces
     * @param text the words, or the action without braces, dashes and outer blanks
     */
    record Piece(boolean isAction, String text) {}

    private final String source;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;
    private boolean trimNext;

    private GoActions(String source) {
        this.source = source;
    }

    /**
     * Reads a template; comments are left out.
     *
     * @throws GoTemplate.SyntaxException when an action or a comment doesn't end
     */
    static List<Piece> read(String source) {
        GoActions reader = new GoActions(source);
        reader.readAll();
        return List.copyOf(reader.pieces);
    }

    private void readAll() {
        for (int left = source.indexOf(LEFT); left >= 0; left = source.indexOf(LEFT, at)) {
            boolean trims = isTrimAfter(left + LEFT.length());
            words(left, trims);
            at = left + LEFT.length() + (trims ? 1 : 0);
            if (source.startsWith("/*", blanksFrom(at))) {
                comment(blanksFrom(at));
            } else {
                action();
            }
        }
        words(source.length(), false);
    }

    private void words(int end, boolean trimEnd) {
        int from = at;
        int to = end;
        while (trimNext && from < to && isBlank(from)) {
            from++;
        }
        while (trimEnd && to > from && isBlank(to - 1)) {
            to--;
        }
        if (from < to) {
            pieces.add(new Piece(false, source.substring(from, to)));
        }
        trimNext = false;
    }

    private void comment(int start) {
        int end = source.indexOf("*/", start + 2);
        if (end < 0) {
            throw new GoTemplate.SyntaxException("a comment has no end");
        }
        int close = blanksFrom(end + 2);
        trimNext = source.startsWith("-" + RIGHT, close) && close > end + 2;
        if (!trimNext && !source.startsWith(RIGHT, close)) {
            throw new GoTemplate.SyntaxException("a comment stands alone in its braces");
        }
        at = close + RIGHT.length() + (trimNext ? 1 : 0);
    }

    private void action() {
        int start = at;
        int i = at;
        while (i < source.length() && !source.startsWith(RIGHT, i)) {
            char c = source.charAt(i);
            i = c == '"' || c == '\'' || c == '`' ? afterText(i, c) : i + 1;
        }
        if (i >= source.length()) {
            throw new GoTemplate.SyntaxException("an action has no }}");
        }
        int end = i;
        trimNext = end - 2 >= start && source.charAt(end - 1) == '-' && isBlank(end - 2);
        pieces.add(new Piece(
                true, source.substring(start, trimNext ? end - 1 : end).strip()));
        at = i + RIGHT.length();
    }

    private int afterText(int start, char quote) {
        for (int i = start + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && quote != '`') {
                i++;
            } else if (c == '\n' && quote != '`') {
                break;
            }
        }
        throw new GoTemplate.SyntaxException("a quoted text in an action has no end");
    }

    private boolean isTrimAfter(int place) {
        return place + 1 < source.length() && source.charAt(place) == '-' && isBlank(place + 1);
    }

    private int blanksFrom(int place) {
        int i = place;
        while (i < source.length() && isBlank(i)) {
            i++;
        }
        return i;
    }

    private boolean isBlank(int place) {
        return BLANKS.indexOf(source.charAt(place)) >= 0;
    }
}
