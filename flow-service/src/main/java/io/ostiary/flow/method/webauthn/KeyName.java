package io.ostiary.flow.method.webauthn;

import io.ostiary.contract.message.Text;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import java.util.Optional;

/** What people call a key of theirs. */
final class KeyName {

    private static final int LONGEST = 120;

    private KeyName() {}

    /** The name that was typed; empty when none was. */
    static String of(Sent sent) {
        return sent.fields().text(WebAuthnNodes.NAME).strip();
    }

    /** Refuses a name that no list could show. */
    static <D> Optional<Step<D>> tooLong(Sent sent) {
        int length = of(sent).length();
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of(Step.refused(
                        WebAuthnNodes.NAME, Text.TOO_LONG.with("actual_length", length, "max_length", LONGEST)));
    }
}
