package io.ostiary.flow.submission;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Sending;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stores a form together with the secrets that it waits for, and sends the letters that carry them. */
@Singleton
class Sendings {

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final Letters letters;

    Sendings(FlowRepository flows, PostgresSecrets secrets, Letters letters) {
        this.flows = flows;
        this.secrets = secrets;
        this.letters = letters;
    }

    /**
     * Stores the flow.
     *
     * @param sending null: nothing is sent
     * @return the flow as it is stored now
     */
    Uni<Flow> store(Open open, @Nullable Sending sending) {
        if (sending == null) {
            return flows.save(open.flow());
        }
        return flows.decide(open.flow(), replacing(open.flow(), sending), effects(open, sending))
                .invoke(letters::handOverLater)
                .replaceWith(open.flow());
    }

    private TransactionWork replacing(Flow flow, Sending sending) {
        return session -> secrets.replace(session, flow.id(), sending.purpose(), sending.secrets());
    }

    private List<Consequence> effects(Open open, Sending sending) {
        return IntStream.range(0, sending.letters().size())
                .<Consequence>mapToObj(i -> letters.effect(
                        open.attempt().id() + "/message/" + i,
                        sending.letters().get(i).in(open.flow().languages())))
                .toList();
    }
}
