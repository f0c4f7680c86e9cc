package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.IdentityAddressVerified;
import io.ostiary.events.IdentityRegistered;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.SchemaFollowing;
import io.ostiary.identity.identity.TakenException;
import io.ostiary.identity.identity.Transactions;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.policy.PasswordPolicy;
import io.ostiary.identity.schema.IdentitySchemas;
import io.ostiary.identity.schema.TraitsFinding;
import io.ostiary.identity.selfservice.VerificationBegin.Begun;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Registration;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Registers a person: traits, password policy, hash, and then everything in one transaction.
 * Whether a submission is a repeat is found out only when it collides with the first one, so that
 * those that aren't pay nothing for it.
 */
@Singleton
public class RegisterPerson {

    private final IdentitySchemas schemas;
    private final SchemaFollowing following;
    private final PasswordPolicy policy;
    private final PasswordHashes hashes;
    private final PostgresIdentities identities;
    private final PostgresAttempts attempts;
    private final Transactions transactions;
    private final VerificationBegin verification;
    private final Duplicates duplicates;
    private final IdentityRendering rendering;
    private final Clock clock;

    RegisterPerson(
            IdentitySchemas schemas,
            SchemaFollowing following,
            PasswordPolicy policy,
            PasswordHashes hashes,
            PostgresIdentities identities,
            PostgresAttempts attempts,
            Transactions transactions,
            VerificationBegin verification,
            Duplicates duplicates,
            IdentityRendering rendering,
            Clock clock) {
        this.schemas = schemas;
        this.following = following;
        this.policy = policy;
        this.hashes = hashes;
        this.identities = identities;
        this.attempts = attempts;
        this.transactions = transactions;
        this.verification = verification;
        this.duplicates = duplicates;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** Registers; refusals that the person can do something about are complaints in the result. */
    Uni<Registration.Result> register(Registration.Request request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            Documents.checkValues(request.traits() == null ? Json.object() : request.traits());
        } catch (ProblemException e) {
            return refused(List.of(unusable(e)));
        }
        Identity described = describe(request, now);
        TraitsFinding found = following.find(described);
        if (!found.isFine()) {
            return refused(found.complaints());
        }
        Identity identity = proven(following.follow(described, found, now), request, now);
        if (isPassword(request)) {
            return withPassword(request, identity, now);
        }
        return CredentialsType.CODE.wire().equals(request.method())
                ? withCode(request, identity, now)
                : accept(request, identity, now);
    }

    private Identity describe(Registration.Request request, Instant now) {
        String schemaId =
                request.schemaId() == null || request.schemaId().isEmpty() ? schemas.defaultId() : request.schemaId();
        return Identity.fresh(Ids.random(), schemaId, now)
                .change()
                .traits(request.traits())
                .unwritten();
    }

    private static boolean isPassword(Registration.Request request) {
        return CredentialsType.PASSWORD.wire().equals(request.method());
    }

    private static Identity proven(Identity identity, Registration.Request request, Instant now) {
        List<CodeAddress> proofs = new ArrayList<>();
        if (request.codeAddress() != null) {
            proofs.add(request.codeAddress());
        }
        if (request.verified() != null) {
            proofs.addAll(request.verified());
        }
        return AddressProofs.apply(identity, proofs, now);
    }

    private Uni<Registration.Result> withPassword(Registration.Request request, Identity identity, Instant now) {
        List<String> identifiers = identity.credentials(CredentialsType.PASSWORD)
                .map(Credentials::identifiers)
                .orElse(List.of());
        if (request.password() == null || request.password().bytes().length == 0) {
            return refused(List.of(new Complaint("password", Text.REQUIRED.with("property", "password"))));
        }
        if (identifiers.isEmpty()) {
            return refused(List.of(new Complaint(null, Text.IDENTIFIER_MISSING.plain())));
        }
        return policy.check(request.password(), identifiers)
                .chain(complaint -> complaint.isPresent()
                        ? refused(List.of(complaint.get()))
                        : hashAndAccept(request, identity, now));
    }

    private Uni<Registration.Result> withCode(Registration.Request request, Identity identity, Instant now) {
        List<CodeAddress> addresses = codeAddresses(identity);
        if (addresses.isEmpty()) {
            return refused(List.of(new Complaint(null, Text.IDENTIFIER_MISSING.plain())));
        }
        boolean proven = request.checkOnly() || addresses.contains(request.codeAddress());
        if (!proven) {
            return refused(List.of(new Complaint(null, Text.REGISTRATION_CODE_WRONG.plain())));
        }
        return request.checkOnly()
                ? Uni.createFrom().item(new Registration.Result(null, List.of(), List.of(), addresses))
                : accept(request, identity, now);
    }

    private static List<CodeAddress> codeAddresses(Identity identity) {
        List<CodeAddress> addresses = new ArrayList<>();
        identity.credentials(CredentialsType.CODE)
                .map(code -> code.config().path("addresses"))
                .ifPresent(all -> all.forEach(each -> addresses.add(new CodeAddress(
                        each.path("channel").asText(), each.path("address").asText()))));
        return addresses;
    }

    private Uni<Registration.Result> hashAndAccept(Registration.Request request, Identity identity, Instant now) {
        if (request.checkOnly()) {
            return refused(List.of());
        }
        return hashes.hash(request.password())
                .map(hash -> Json.object().put("hashed_password", hash))
                .chain(config -> accept(request, withConfig(identity, config, now), now));
    }

    private static Identity withConfig(Identity identity, ObjectNode config, Instant now) {
        List<Credentials> credentials = new ArrayList<>();
        for (Credentials each : identity.credentials()) {
            credentials.add(each.type() == CredentialsType.PASSWORD ? each.withConfig(config, now) : each);
        }
        return identity.change().credentials(credentials).unwritten();
    }

    private Uni<Registration.Result> accept(Registration.Request request, Identity identity, Instant now) {
        if (request.checkOnly()) {
            return refused(List.of());
        }
        Begun begun = verification.begin(
                identity, request.attemptId(), request.beginVerification(), address -> !address.verified(), now);
        return transactions
                .run(session -> write(session, request, begun, now))
                .onFailure(TakenException.class)
                .recoverWithUni(() -> repeatOrDuplicate(request, begun.identity()));
    }

    private Uni<Registration.Result> write(
            Mutiny.Session session, Registration.Request request, Begun begun, Instant now) {
        Identity identity = begun.identity();
        return identities
                .insert(session, List.of(identity))
                .chain(() -> transactions.append(
                        session, Cause.of(request.attemptId().toString()), consequences(request, begun)))
                .map(VerificationBegin::forCaller)
                .call(effects -> remember(session, request, identity, effects, now))
                .map(effects -> accepted(identity, effects));
    }

    private static Uni<Void> remember(
            Mutiny.Session session,
            Registration.Request request,
            Identity identity,
            List<PendingEffectBody> effects,
            Instant now) {
        return session.persist(new RegistrationAttempt(request.attemptId(), identity.id(), Json.text(effects), now));
    }

    private static List<Consequence> consequences(Registration.Request request, Begun begun) {
        Identity identity = begun.identity();
        List<Consequence> consequences = new ArrayList<>();
        consequences.add(Event.of(new IdentityRegistered(
                identity.id(), identity.schemaId(), identity.state().wire(), List.of(request.method()))));
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            if (each.isProven()) {
                consequences.add(Event.of(new IdentityAddressVerified(
                        identity.id(), each.id(), each.via().wire(), each.value())));
            }
        }
        begun.effect().ifPresent(consequences::add);
        return consequences;
    }

    /**
     * A collision is either with another person or with the first delivery of the same submission.
     */
    private Uni<Registration.Result> repeatOrDuplicate(Registration.Request request, Identity identity) {
        return attempts.find(request.attemptId())
                .chain(known -> known == null
                        ? duplicates.complaints(identity).chain(RegisterPerson::refused)
                        : firstResult(known));
    }

    private Uni<Registration.Result> firstResult(RegistrationAttempt known) {
        List<PendingEffectBody> effects = Arrays.asList(Json.read(known.effects(), PendingEffectBody[].class));
        return identities
                .find(known.identityId())
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .map(identity -> accepted(identity, effects));
    }

    private Registration.Result accepted(Identity identity, List<PendingEffectBody> effects) {
        return new Registration.Result(rendering.snapshot(identity), List.of(), effects, List.of());
    }

    private static Uni<Registration.Result> refused(List<Complaint> complaints) {
        return Uni.createFrom().item(new Registration.Result(null, complaints, List.of(), List.of()));
    }

    static Complaint unusable(ProblemException e) {
        String reason = e.problem() instanceof Problem.BadRequest bad
                ? Optional.ofNullable(bad.reason()).orElse("")
                : "";
        return new Complaint("traits", Text.REASON.with("reason", reason));
    }
}
