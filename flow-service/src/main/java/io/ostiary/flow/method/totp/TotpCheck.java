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

    /** The code of a submission, without the blanks with which apps show it; empty when it brings none. */
    static String typed(Sent sent) {
        return sent.fields().text(TotpNodes.CODE).replaceAll("[\\p{Z}\\s\\p{Pd}]", "");
    }

    /** Looks at the code that was sent. @param owner of the secret */
    Uni<Outcome> of(Sent sent, UUID owner, TotpSecret secret) {
        OptionalLong step = secret.stepOf(typed(sent), clock.instant());
        if (step.isEmpty()) {
            return Uni.createFrom().item(Outcome.WRONG);
        }
        String key = owner + ":" + secret.fingerprint() + ":" + step.getAsLong();
        return spent.claim(TotpConfig.NAME.wire(), key, sent.attempt().id(), TotpSecret.endOf(step.getAsLong()))
                .map(first -> first ? Outcome.RIGHT : Outcome.USED);
    }
}
