package io.ostiary.identity.policy;

import java.util.Locale;

/** Tells whether a password is too much like an identifier. Pure. */
final class Similarity {

    private static final int LEAST_DISTANCE = 5;
    private static final double MOST_IN_COMMON = 0.5;

    /** Longer texts aren't compared: the work grows with the product of the lengths. */
    private static final int LONGEST = 256;

    private Similarity() {}

    /**
     * Whether fewer than five edits turn one into the other, or one piece that both have in common
     * makes more than half of the password. Case doesn't count.
     */
    static boolean tooClose(String identifier, String password) {
        int[] left = codePoints(identifier);
        int[] right = codePoints(password);
        if (left.length == 0 || right.length == 0 || left.length > LONGEST || right.length > LONGEST) {
            return false;
        }
        return distance(left, right) < LEAST_DISTANCE || commonPiece(left, right) > MOST_IN_COMMON * right.length;
    }

    private static int[] codePoints(String text) {
        return text.toLowerCase(Locale.ROOT).codePoints().toArray();
    }

    /** The Levenshtein distance, by rows. */
    private static int distance(int[] left, int[] right) {
        int[] row = new int[right.length + 1];
        for (int j = 0; j <= right.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length; j++) {
                int above = row[j];
                int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length];
    }

    /** The length of the longest piece without gaps that both have. */
    private static int commonPiece(int[] left, int[] right) {
        int longest = 0;
        int[] row = new int[right.length + 1];
        for (int each : left) {
            for (int j = right.length; j >= 1; j--) {
                row[j] = each == right[j - 1] ? row[j - 1] + 1 : 0;
                longest = Math.max(longest, row[j]);
            }
        }
        return longest;
    }
}
