package io.ostiary.flow.webauthn;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.ItemNote;
import io.ostiary.flow.step.Sent;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.outbox.write.Effect;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has identity-service keep what a signature says of its key. A counter that went back is told in the log, counted, and kept
 * with the key as {@code clone_warning}, which the admin side shows; it doesn't keep anybody out (contract), because
 * whoever has a copy could count on by themselves.
 */
@Singleton
public class KeyNotes {

    /** Keys whose counter went back. */
    static final String WENT_BACK = "ostiary.webauthn.counters.back";

    private static final Logger LOG = Logger.getLogger(KeyNotes.class);

    private final ConfigSeal seal;
    private final Counter wentBack;

    KeyNotes(ConfigSeal seal, MeterRegistry metrics) {
        this.seal = seal;
        this.wentBack = metrics.counter(WENT_BACK);
    }

    /** What is left to do once the session is there. */
    public List<Effect> of(Sent sent, MethodName type, Held held, Asserted.Right right) {
        if (right.wentBack()) {
            wentBack.increment();
            LOG.warnf(
                    "the counter of a key of identity %s went back: there may be a copy of it (%s)",
                    held.identity().id(), type);
        }
        return right.before().item().equals(right.after().item())
                ? List.of()
                : List.of(effect(sent, type, held, right));
    }

    private Effect effect(Sent sent, MethodName type, Held held, Asserted.Right right) {
        return ItemNote.effect(
                sent.attempt(),
                held.identity().id(),
                type,
                seal.seal(right.before().item()),
                seal.seal(right.after().item()));
    }
}
