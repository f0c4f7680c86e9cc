package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes a change whose new address is proven. A session that ended, or traits that changed
 * meanwhile, void it.
 */
@Singleton
class ApplyChange {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final IdentityCalls identities;
    private final SessionCalls sessions;
    private final PostgresPendingChanges pending;

    ApplyChange(
            @RestClient IdentityCalls identities, @RestClient SessionCalls sessions, PostgresPendingChanges pending) {
        this.identities = identities;
        this.sessions = sessions;
        this.pending = pending;
    }

    /** The change that waits for what a verification flow proves. */
    Uni<Optional<PendingChange>> waitingFor(Flow verification) {
        return pending.find(verification.id());
    }

    /** Lets it wait no longer. */
    Uni<Void> remove(Mutiny.Session session, PendingChange change) {
        return pending.remove(session, change.verificationFlowId());
    }

    /** What would come of the change now; empty when it can't be made. Asked before the secret is claimed, which works once. */
    Uni<Optional<IdentitySnapshot>> wouldBe(PendingChange change) {
        return Calls.within(sessions.check(new Sessions.Check(change.session())), DEADLINE)
                .chain(checked -> isOwn(checked, change)
                        ? Calls.within(identities.identity(change.identityId()), DEADLINE)
                                .map(now -> Arrays.equals(
                                        PendingChange.fingerprint(now.body().traits()), change.before()))
                        : Uni.createFrom().item(false))
                .chain(open -> open ? fits(change) : Uni.createFrom().item(Optional.empty()));
    }

    private static boolean isOwn(Sessions.Checked checked, PendingChange change) {
        SessionBody session = checked.session();
        return session != null
                && session.identity() != null
                && session.identity().id().equals(change.identityId());
    }

    private Uni<Optional<IdentitySnapshot>> fits(PendingChange change) {
        return change(change.verificationFlowId(), change, null, true)
                .map(result -> Optional.ofNullable(result.identity()));
    }

    /**
     * Makes it.
     *
     * @param followUp what is to be done once it is made, also where this service dies meanwhile; null: nothing
     * @return what identity-service wrote for this service
     */
    Uni<List<PendingEffectBody>> make(UUID attemptId, PendingChange change, @Nullable JsonNode followUp) {
        return change(attemptId, change, followUp, false)
                .invoke(result -> {
                    if (result.identity() == null) {
                        throw new ProblemException(new Problem.Conflict("The address was taken meanwhile."));
                    }
                })
                .map(Changes.Result::effects);
    }

    private Uni<Changes.Result> change(
            UUID attemptId, PendingChange change, @Nullable JsonNode followUp, boolean checkOnly) {
        return Calls.within(
                identities.changeTraits(
                        change.identityId(),
                        new Changes.Traits(attemptId, change.traits(), true, null, checkOnly, null, followUp)),
                DEADLINE);
    }
}
