package io.ostiary.courier.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a message reaches a person. */
public enum MessageType {
    EMAIL,
    SMS;

    /** The contract's word. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the contract's word.
     *
     * @throws IllegalArgumentException when it is neither {@code email} nor {@code sms}
     */
    public static MessageType of(@Nullable String wire) {
        return switch (wire) {
            case null -> throw new IllegalArgumentException("a message goes via email or sms");
            case "email" -> EMAIL;
            case "sms" -> SMS;
            default -> throw new IllegalArgumentException("a message goes via email or sms");
        };
    }
}
