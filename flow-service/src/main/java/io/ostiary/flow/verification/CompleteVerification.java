package io.ostiary.flow.verification;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends a verification whose secret was right: in one transaction the secret is claimed, the flow passes, and
 * identity-service is told by an effect. A crash after it leaves the effect to the relay.
 */
@Singleton
class CompleteVerification {

    /** What came of a secret that was right. */
    sealed interface Outcome {}

    /** The address is proven. */
    record Passed() implements Outcome {}

    /** The address is proven, and a hook has answered. */
    record Instead(Answer answer) implements Outcome {}

    /** The address is proven, and a hook has something against it. */
    record Refused(List<Complaint> complaints) implements Outcome {}

    /** It proves nothing after all. */
    record Gone(Lost why) implements Outcome {}

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final PassedForm form;
    private final AddressProofs proofs;
    private final ApplyChange apply;
    private final Hooks hooks;
    private final SettingsHooks settingsHooks;
    private final Clock clock;

    CompleteVerification(
            FlowRepository flows,
            PostgresSecrets secrets,
            PassedForm form,
            AddressProofs proofs,
            ApplyChange apply,
            Hooks hooks,
            SettingsHooks settingsHooks,
            Clock clock) {
        this.flows = flows;
        this.secrets = secrets;
        this.form = form;
        this.proofs = proofs;
        this.apply = apply;
        this.hooks = hooks;
        this.settingsHooks = settingsHooks;
        this.clock = clock;
    }

    /** Claims the secret and passes the flow. A change that waits for the address is made. */
    Uni<Outcome> complete(Open open, OneTimeSecret secret, Method by) {
        return apply.waitingFor(open.flow())
                .chain(change -> passing(open, secret, by, change))
                .chain(passing -> pass(passing).chain(made -> end(passing, made)))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithItem(() -> new Gone(new Lost(Lost.How.CLAIMED, null)))
                .onFailure(OpensNothing.class)
                .recoverWithItem(() -> new Gone(new Lost(Lost.How.VOID, null)));
    }

    /**
     * A secret that is about to be used up.
     *
     * @param change that waits for its address
     * @param identity whose it is, as it will be once the change is made; empty when identity-service didn't answer
     * @param moment what hooks are told; empty where nobody is
     * @param settings the submission that the change came from, where hooks follow it
     */
    private record Passing(
            Open open,
            OneTimeSecret secret,
            Method by,
            Optional<PendingChange> change,
            Optional<IdentitySnapshot> identity,
            Optional<Moment.Written> moment,
            Optional<Open> settings) {}

    /**
     * The secret is used up.
     *
     * @param identity as identity-service has it now; empty when it didn't answer
     * @param effects what it wrote for this service with the change
     */
    private record Made(Optional<IdentitySnapshot> identity, List<PendingEffectBody> effects) {}

    private Uni<Passing> passing(Open open, OneTimeSecret secret, Method by, Optional<PendingChange> change) {
        Uni<Optional<Open>> settings = change.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : settingsHooks.submissionOf(change.get(), open);
        return Uni.combine()
                .all()
                .unis(whose(secret, change), settings)
                .asTuple()
                .map(found -> new Passing(
                        open,
                        secret,
                        by,
                        change,
                        found.getItem1(),
                        moment(open, secret, by, found.getItem1()),
                        found.getItem2()));
    }

    /** Whose address it is; a change that can't be made any more looks as one that was made before. */
    private Uni<Optional<IdentitySnapshot>> whose(OneTimeSecret secret, Optional<PendingChange> change) {
        return change.isEmpty()
                ? proofs.refuseVoid(secret)
                : apply.wouldBe(change.get()).invoke(wouldBe -> {
                    if (wouldBe.isEmpty()) {
                        throw new ClaimedElsewhere();
                    }
                });
    }

    /** What hooks are told; none where nobody is. They are passed over for no reason, so without the identity nothing goes on. */
    private Optional<Moment.Written> moment(
            Open open, OneTimeSecret secret, Method by, Optional<IdentitySnapshot> identity) {
        if (!hooks.follow(FlowKind.VERIFICATION, by.name().wire())) {
            return Optional.empty();
        }
        IdentityBody body = identity.map(IdentitySnapshot::body)
                .map(found -> Proven.in(found, secret, clock.instant()))
                .orElseThrow(() -> new ProblemException(new Problem.Unavailable(
                        "A part of the system did not answer in time.", Duration.ofSeconds(1))));
        return Optional.of(written(open, by, body));
    }

    private static Moment.Written written(Open open, Method by, IdentityBody body) {
        return new Moment.Written(open, by.name().wire(), body, body, null, null);
    }

    private Uni<Made> pass(Passing passing) {
        Open open = passing.open();
        OneTimeSecret secret = passing.secret();
        Optional<PendingChange> change = passing.change();
        Attempt attempt = open.attempt();
        open.flow().belongsTo(owner(secret));
        form.show(open, secret, passing.by().group());
        return flows.decide(
                        open.flow(),
                        session -> secrets.claim(session, secret, attempt.id())
                                .chain(() -> remove(session, change))
                                .chain(() -> keep(session, passing.moment())),
                        List.of(event(open.flow(), owner(secret)), proofs.effect(attempt, secret)))
                .chain((List<PendingEffect> effects) -> make(passing)
                        .chain(made ->
                                proofs.tell(attempt, secret, effects).map(identity -> new Made(identity, made))));
    }

    private static UUID owner(OneTimeSecret secret) {
        return Objects.requireNonNull(secret.identityId(), "a secret of nobody proves nothing");
    }

    private Uni<Void> remove(Mutiny.Session session, Optional<PendingChange> change) {
        return change.isPresent()
                ? apply.remove(session, change.get())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> keep(Mutiny.Session session, Optional<Moment.Written> moment) {
        return moment.isPresent()
                ? hooks.keeping(moment.get()).in(session)
                : Uni.createFrom().voidItem();
    }

    /** A crash before it leaves the account as it was; its owner changes the address again. */
    private Uni<List<PendingEffectBody>> make(Passing passing) {
        return passing.change().isEmpty()
                ? Uni.createFrom().item(List.of())
                : apply.make(
                        passing.open().attempt().id(),
                        passing.change().get(),
                        passing.settings().map(settingsHooks::followUp).orElse(null));
    }

    private static Event event(Flow flow, UUID identityId) {
        return Event.of(new FlowCompleted(flow.id(), "verification", flow.active(), identityId));
    }

    /** Hooks see the identity as identity-service has it now; where it doesn't answer any more, as it will be. */
    private Uni<Outcome> end(Passing passing, Made made) {
        return followSettings(passing, made)
                .chain(verdict -> verdict instanceof Verdict.Go
                        ? follow(passing, made.identity())
                        : Uni.createFrom().item(verdict))
                .map(CompleteVerification::outcome);
    }

    private Uni<Verdict> followSettings(Passing passing, Made made) {
        Optional<IdentitySnapshot> now = made.identity().or(passing::identity);
        return passing.settings().isPresent() && now.isPresent()
                ? settingsHooks.follow(passing.settings().get(), now.get().body(), made.effects())
                : Uni.createFrom().item(Verdict.GO);
    }

    private Uni<Verdict> follow(Passing passing, Optional<IdentitySnapshot> identity) {
        return passing.moment().isEmpty()
                ? Uni.createFrom().item(Verdict.GO)
                : hooks.after(identity.map(found -> written(passing.open(), passing.by(), found.body()))
                        .orElseGet(passing.moment()::get));
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Go go -> new Passed();
            case Verdict.GoWith with -> new Passed();
            case Verdict.Refuse(var complaints) -> new Refused(complaints);
            case Verdict.Instead(Answer other) -> new Instead(other);
        };
    }
}
