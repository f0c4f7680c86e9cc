package io.ostiary.flow.flow;

import java.util.Locale;

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

    public static FlowState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
