package io.ostiary.flow.limit;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes one text of the spellings that find one account, so that they are counted as one. It folds more than the search for
 * an account does: two accounts may be counted as one, never one as two. The exception are phone numbers with a national
 * prefix put in between, a handful of spellings.
 */
final class Spelling {

    /** An identifier that is longer finds nobody. */
    private static final int LONGEST = 512;

    private static final Pattern PHONE = Pattern.compile("(tel:)?\\+.*");
    private static final Pattern PLAIN_PHONE = Pattern.compile("(tel:)?\\+[0-9().+/-]*");

    /** Numbers with letters or extensions, of which there are any number of spellings, count as one. */
    private static final String ODD_PHONE = "+";

    private Spelling() {}

    /** The text that stands for all spellings. */
    static String fold(String typed) {
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(lower(text), Normalizer.Form.NFKD)
                .codePoints()
                .filter(Spelling::counts)
                .forEach(kept::appendCodePoint);
        String folded = lower(kept.toString());
        return PHONE.matcher(folded).matches() ? phone(folded) : folded;
    }

    /** Sigma has a form of its own at the end of words. */
    private static String lower(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    private static boolean counts(int codePoint) {
        return codePoint > 0x20 && codePoint < 0x7f || Character.isLetterOrDigit(codePoint);
    }

    private static String phone(String folded) {
        return PLAIN_PHONE.matcher(folded).matches() ? ODD_PHONE + folded.replaceAll("[^0-9]", "") : ODD_PHONE;
    }
}
