package io.ostiary.identity.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The one place that normalises what finds an identity: surrounding space goes, letters become
 * lower case, compatibility forms are folded (NFKC), and characters that nobody sees are dropped,
 * because they would let somebody register a look-alike of an existing identifier. Phone numbers
 * become E.164.
 */
public final class Identifiers {

    /** The longest identifier or address, in UTF-16 units; more does not fit an index. */
    public static final int LONGEST = 512;

    private static final int LONGEST_PHONE = 64;

    private Identifiers() {}

    /** Normalises an identifier of any kind. */
    public static String normalise(String raw) {
        String folded = fold(raw);
        return looksLikePhone(folded) ? phone(folded).orElse(folded) : folded;
    }

    /** The channel that reaches an address, told by its look. */
    public static Via channelOf(String normalised) {
        return normalised.startsWith("+") && normalised.indexOf('@') < 0 ? Via.SMS : Via.EMAIL;
    }

    /** Normalises an address by its channel; empty when it is no phone number. */
    public static Optional<String> address(String raw, Via via) {
        return switch (via) {
            case EMAIL -> Optional.of(fold(raw));
            case SMS -> phone(fold(raw));
        };
    }

    /** The number as E.164, empty when it isn't a valid international number. */
    public static Optional<String> phone(String raw) {
        String text = raw.strip();
        if (text.length() > LONGEST_PHONE) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, null);
            return numbers.isValidNumber(number)
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Without a country the library accepts only numbers that begin with a plus sign, or say {@code
     * tel:}.
     */
    private static boolean looksLikePhone(String text) {
        return text.startsWith("+") || text.startsWith("tel:");
    }

    private static String fold(String raw) {
        String text = raw.strip();
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(each -> !isInvisible(each))
                .forEach(kept::appendCodePoint);
        String lower = kept.toString().toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC).strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 0x20 || each > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isIgnorable(codePoint);
        };
    }

    /** Code points with the property Default_Ignorable_Code_Point that have a visible category. */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034f
                || codePoint == 0x115f
                || codePoint == 0x1160
                || codePoint == 0x17b4
                || codePoint == 0x17b5
                || codePoint >= 0x180b && codePoint <= 0x180f
                || codePoint == 0x3164
                || codePoint >= 0xfe00 && codePoint <= 0xfe0f
                || codePoint == 0xffa0
                || codePoint >= 0xe0100 && codePoint <= 0xe01ef;
    }
}
