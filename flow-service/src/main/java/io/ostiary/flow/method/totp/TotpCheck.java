package io.ostiary.flow.method.totp;

import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;

/** Looks at codes. A right one is claimed for the submission, so that it works once, in whichever flow (RFC 6238, section 5.2). */
@Singleton
class TotpCheck {

    private final Spent spent;
    private final Clock clock;

    TotpCheck(Spent spent, Clock clock) {
        this.spent = spent;
        this.clock = clock;
    }

    /** What became of a code. */
    enum Outcome {
        RIGHT,
        WRONG,
        USED
    }

    /** Looks at the code that was sent. @param owner of the secret */
    Uni<Outcome> of(Sent sent, UUID owner, TotpSecret secret) {
        OptionalLong step = secret.stepOf(sent.fields().text(TotpNodes.CODE).trim(), clock.instant());
        if (step.isEmpty()) {
            return Uni.createFrom().item(Outcome.WRONG);
        }
        String key = owner + ":" + secret.fingerprint() + ":" + step.getAsLong();
        return spent.claim(TotpConfig.NAME.wire(), key, sent.attempt().id(), TotpSecret.endOf(step.getAsLong()))
                .map(first -> first ? Outcome.RIGHT : Outcome.USED);
    }
}
