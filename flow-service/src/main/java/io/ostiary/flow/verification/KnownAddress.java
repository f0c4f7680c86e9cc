package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.limit.LetterLimits;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Begins flows whose address is known before anybody has opened them. */
@Singleton
class KnownAddress {

    private final FlowRepository flows;
    private final VerificationForms forms;
    private final PostgresSecrets secrets;
    private final Letters letters;
    private final Outbox outbox;
    private final LetterLimits limits;

    KnownAddress(
            FlowRepository flows,
            VerificationForms forms,
            PostgresSecrets secrets,
            Letters letters,
            Outbox outbox,
            LetterLimits limits) {
        this.flows = flows;
        this.forms = forms;
        this.secrets = secrets;
        this.letters = letters;
        this.outbox = outbox;
        this.limits = limits;
    }

    /** Has a new flow wait for what is sent to the address, and draws its form. */
    Sending await(Flow flow, IdentitySnapshot who, CodeAddress to) {
        VerificationMethod method = forms.ofNew(flow.generation());
        flow.belongsTo(who.id());
        Step.ShowAgain<Opened> begun = method.begin(flow, who, to);
        flow.moveTo(begun.state());
        forms.begin(flow, method);
        flow.ui().say(begun.message());
        return Objects.requireNonNull(begun.sending());
    }

    /**
     * Writes the flow and what it waits for, in the session's transaction. Where too many letters went to the address
     * already there is none; it can be asked for in the flow.
     *
     * @param more what else is written there
     * @param key tells its letters apart from all others
     * @return the effects by which the letters are sent, to be delivered after the commit
     */
    Uni<List<PendingEffect>> write(
            Mutiny.Session session, Flow flow, Sending sending, TransactionWork more, String key) {
        Uni<Void> written = flows.adding(flow).in(session);
        for (NewSecret secret : sending.secrets()) {
            written = written.chain(() -> secrets.add(session, secret));
        }
        return written.chain(() -> more.in(session))
                .chain(() -> limits.count(session, sending))
                .chain(mayGo -> outbox.append(session, mayGo ? effects(flow, sending, key) : List.of()));
    }

    private List<Consequence> effects(Flow flow, Sending sending, String key) {
        return IntStream.range(0, sending.letters().size())
                .<Consequence>mapToObj(i ->
                        letters.effect(key + "/" + i, sending.letters().get(i).in(flow.languages())))
                .toList();
    }
}
