package io.ostiary.identity.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;

/**
 * The patterns of identity schemas, matched in time that grows with the text alone, as in the
 * reference: {@code ^(a+)+$} is harmless there and must be so here. Patterns that only a backtracking
 * engine reads, with look-ahead say, are given up after so many steps; they count as not matching
 * then, as does a text that is longer than any trait with a pattern has reason to be.
 */
final class LinearPatterns implements RegularExpressionFactory {

    private static final int LONGEST_TEXT = 1 << 18;
    private static final int MOST_STEPS = 1_000_000;

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        RegularExpression compiled = compiled(pattern);
        return text -> text.length() <= LONGEST_TEXT && compiled.matches(text);
    }

    private static RegularExpression compiled(String pattern) {
        try {
            Pattern linear = Pattern.compile(pattern);
            return text -> linear.matcher(text).find();
        } catch (PatternSyntaxException e) {
            return backtracking(pattern);
        }
    }

    private static RegularExpression backtracking(String pattern) {
        java.util.regex.Pattern compiled =
                java.util.regex.Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                        RegularExpressions.replaceDollarAnchors(pattern)));
        return text -> {
            try {
                return compiled.matcher(new Counted(text, new int[] {MOST_STEPS}))
                        .find();
            } catch (TooManySteps | StackOverflowError e) {
                return false;
            }
        };
    }

    /** A text that can be looked at only so often: the one thing that a backtracking engine asks. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- == 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
