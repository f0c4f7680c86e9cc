package io.ostiary.flow.flow;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a flow stands.
 *
 * <pre>
 * login, registration      CHOOSE_METHOD → SENT_EMAIL → PASSED_CHALLENGE
 * verification, recovery   CHOOSE_METHOD → SENT_EMAIL → PASSED_CHALLENGE
 * recovery with a choice   RECOVERY_AWAITING_ADDRESS → (RECOVERY_AWAITING_ADDRESS_CHOICE → RECOVERY_CONFIRMING_ADDRESS →)
 *                          RECOVERY_AWAITING_CODE → PASSED_CHALLENGE
 * settings                 SHOW_FORM ⇄ SUCCESS
 * </pre>
 *
 * {@code SENT_EMAIL} also stands for a code sent by SMS: the contract has one word for both.
 */
public enum FlowState {
    CHOOSE_METHOD,
    SENT_EMAIL,
    PASSED_CHALLENGE,
    SHOW_FORM,
    SUCCESS,
    RECOVERY_AWAITING_ADDRESS,
    RECOVERY_AWAITING_ADDRESS_CHOICE,
    RECOVERY_CONFIRMING_ADDRESS,
    RECOVERY_AWAITING_CODE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws UnreadableFlow when this version doesn't know it
     */
    public static FlowState of(String wire) {
        return Stream.of(values())
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow(UnreadableFlow::new);
    }
}
