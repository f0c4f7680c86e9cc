package io.ostiary.identity.selfservice;

import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.IdentityAddressVerified;
import io.ostiary.events.IdentityRegistered;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.TakenException;
import io.ostiary.identity.identity.Transactions;
import io.ostiary.identity.selfservice.VerificationBegin.Begun;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes a new person in one transaction. Whether a submission is a repeat is found out only when it
 * collides with the first one, so that those that aren't pay nothing for it.
 */
@Singleton
class WriteRegistration {

    private final PostgresIdentities identities;
    private final PostgresAttempts attempts;
    private final Transactions transactions;
    private final VerificationBegin verification;
    private final Duplicates duplicates;
    private final IdentityRendering rendering;

    WriteRegistration(
            PostgresIdentities identities,
            PostgresAttempts attempts,
            Transactions transactions,
            VerificationBegin verification,
            Duplicates duplicates,
            IdentityRendering rendering) {
        this.identities = identities;
        this.attempts = attempts;
        this.transactions = transactions;
        this.verification = verification;
        this.duplicates = duplicates;
        this.rendering = rendering;
    }

    Uni<Registrations.Result> write(Registrations.Request request, Identity identity, Instant now) {
        Begun begun = verification.begin(
                identity, request.attemptId(), request.beginVerification(), address -> !address.verified(), now);
        return transactions
                .run(session -> insert(session, request, begun, now))
                .onFailure(TakenException.class)
                .recoverWithUni(() -> repeatOrDuplicate(request, begun.identity()));
    }

    private Uni<Registrations.Result> insert(
            Mutiny.Session session, Registrations.Request request, Begun begun, Instant now) {
        Identity identity = begun.identity();
        return identities
                .insert(session, List.of(identity))
                .chain(() -> transactions.append(
                        session, Cause.of(request.attemptId().toString()), consequences(request, begun)))
                .map(VerificationBegin::forCaller)
                .call(effects -> session.persist(
                        new RegistrationAttempt(request.attemptId(), identity.id(), Json.text(effects), now)))
                .map(effects -> new Registrations.Created(rendering.snapshot(identity), effects));
    }

    private List<Consequence> consequences(Registrations.Request request, Begun begun) {
        Identity identity = begun.identity();
        List<Consequence> consequences = new ArrayList<>();
        consequences.add(Event.of(new IdentityRegistered(
                identity.id(), identity.schemaId(), identity.state().wire(), types(request))));
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            if (each.isProven()) {
                consequences.add(Event.of(new IdentityAddressVerified(
                        identity.id(), each.id(), each.via().wire(), each.value())));
            }
        }
        begun.effect().ifPresent(consequences::add);
        if (request.followUp() != null) {
            consequences.add(Effect.of(
                    ServiceName.FLOW,
                    Registrations.REGISTERED,
                    request.attemptId() + ":" + Registrations.REGISTERED,
                    identity.id().toString(),
                    new Registrations.Registered(rendering.snapshot(identity), request.followUp())));
        }
        return consequences;
    }

    private static List<String> types(Registrations.Request request) {
        return request.credentials().stream()
                .map(each -> switch (each) {
                    case NewCredentials.Password password -> CredentialsType.PASSWORD.wire();
                    case NewCredentials.Code code -> CredentialsType.CODE.wire();
                    case NewCredentials.Given given -> given.type();
                })
                .toList();
    }

    /**
     * A collision is either with another person or with the first delivery of the same submission.
     */
    private Uni<Registrations.Result> repeatOrDuplicate(Registrations.Request request, Identity identity) {
        return attempts.find(request.attemptId())
                .chain(known -> known == null
                        ? duplicates.complaints(identity).chain(complaints -> refused(request, identity, complaints))
                        : firstResult(known));
    }

    private Uni<Registrations.Result> refused(
            Registrations.Request request, Identity identity, List<Complaint> complaints) {
        return hasLinks(request)
                ? duplicates.taken(identity).map(taken -> new Registrations.Refused(complaints, taken.orElse(null)))
                : Uni.createFrom().item(new Registrations.Refused(complaints));
    }

    private static boolean hasLinks(Registrations.Request request) {
        return request.credentials().stream()
                .anyMatch(each -> each instanceof NewCredentials.Given given
                        && CredentialsType.of(given.type()).shape().isLinks());
    }

    private Uni<Registrations.Result> firstResult(RegistrationAttempt known) {
        List<PendingEffectBody> effects = Arrays.asList(Json.read(known.effects(), PendingEffectBody[].class));
        return identities
                .find(known.identityId())
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .map(identity -> new Registrations.Created(rendering.snapshot(identity), effects));
    }
}
