package io.ostiary.session.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.DeviceBody;
import io.ostiary.events.SessionExtended;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.internal.session.Sessions.Issued;
import io.ostiary.internal.session.Sessions.Outcome;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.assurance.SessionAssurance;
import io.ostiary.session.revocation.RememberedAnswers;
import io.ostiary.session.snapshot.PostgresSnapshots;
import io.ostiary.session.snapshot.Snapshot;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Issues a session, or adds an authentication to one, in one transaction: lock the identity's
 * snapshot and compare it with what the credential check saw, write, append the event. Nobody who
 * was deactivated, deleted or changed in between gets in.
 */
@ApplicationScoped
class IssueSession {

    private static final UUID NOT_STORED = new UUID(0, 0);

    /** How long a token opens its session after another took its place. */
    private static final Duration EARLIER_TOKEN = Duration.ofSeconds(10);

    private final AvailableAssurance available;
    private final SessionSettings settings;
    private final PostgresOpenAtOnce atOnce;
    private final PostgresSessions sessions;
    private final Outbox outbox;
    private final RememberedAnswers remembered;
    private final Clock clock;
    private final MeterRegistry registry;

    IssueSession(
            AvailableAssurance available,
            SessionSettings settings,
            PostgresOpenAtOnce atOnce,
            PostgresSessions sessions,
            Outbox outbox,
            RememberedAnswers remembered,
            Clock clock,
            MeterRegistry registry) {
        this.available = available;
        this.settings = settings;
        this.atOnce = atOnce;
        this.sessions = sessions;
        this.outbox = outbox;
        this.remembered = remembered;
        this.clock = clock;
        this.registry = registry;
    }

    /**
     * What a transaction decided.
     *
     * @param issued the result, without the session where that is read after the commit
     * @param repeated the session to read after the commit, if any
     * @param outdated the sessions and identities of which remembered answers are wrong now
     */
    private record Decision(Issued issued, @Nullable UUID repeated, List<UUID> outdated) {

        static Decision of(Issued issued) {
            return new Decision(issued, null, List.of());
        }

        Decision giving(Secret token) {
            return new Decision(
                    new Issued(issued.outcome(), issued.session(), token, issued.availableAal()), repeated, outdated);
        }

        Decision with(UUID id) {
            return new Decision(
                    issued,
                    repeated,
                    Stream.concat(outdated.stream(), Stream.of(id)).toList());
        }
    }

    /** What is known of the identity, and whether that is news from this attempt. */
    private record Known(Snapshot snapshot, boolean news) {}

    /** What became of it; a refusal is a value, not a failure. */
    Uni<Issued> issue(Sessions.Issue issue) {
        Uni<Issued> issued = issue.sessionToken() == null ? openAtOnce(issue) : decide(issue);
        return issued.invoke(each -> count(issue, each.outcome()));
    }

    /** By one statement; where that finds something against it, step by step. */
    private Uni<Issued> openAtOnce(Sessions.Issue issue) {
        NewSession wanted = wanted(issue);
        return atOnce.open(wanted).chain(opened -> opened ? Uni.createFrom().item(issued(wanted)) : decide(issue));
    }

    private Uni<Issued> decide(Sessions.Issue issue) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> decide(session, issue)))
                .invoke(outbox::committed)
                .invoke(decision -> remembered.forget(decision.outdated()))
                .chain(this::complete);
    }

    private Uni<Decision> decide(Mutiny.Session session, Sessions.Issue issue) {
        return PostgresSnapshots.lock(session, issue.identity().id())
                .chain(known -> learn(session, known, issue.identity()))
                .chain(known -> judge(session, known, issue));
    }

    /** Stores what the credential check saw, if that is news. */
    private Uni<Known> learn(Mutiny.Session session, Snapshot known, IdentitySnapshot seen) {
        if (known != null && !known.isOutdatedBy(seen)) {
            return Uni.createFrom().item(new Known(known, false));
        }
        // Another first session may have brought the row meanwhile; then that one counts, and it is
        // waited for by the lock.
        return PostgresSnapshots.store(session, seen.id(), snapshot(seen))
                .chain(stored ->
                        stored ? Uni.createFrom().item(snapshot(seen)) : PostgresSnapshots.lock(session, seen.id()))
                .map(snapshot -> new Known(snapshot, true));
    }

    private Uni<Decision> judge(Mutiny.Session session, Known known, Sessions.Issue issue) {
        Uni<Decision> decision = refusal(known.snapshot(), issue.identity())
                .map(IssueSession::refused)
                .orElseGet(() -> write(session, issue));
        return known.news() ? decision.map(d -> d.with(issue.identity().id())) : decision;
    }

    private Snapshot snapshot(IdentitySnapshot seen) {
        return Snapshot.of(seen, available);
    }

    private static Optional<Outcome> refusal(Snapshot known, IdentitySnapshot seen) {
        if (known.deleted()) {
            return Optional.of(Outcome.DELETED);
        }
        if (!known.isActive()) {
            return Optional.of(Outcome.INACTIVE);
        }
        return known.version() > seen.version() ? Optional.of(Outcome.STALE) : Optional.empty();
    }

    private static Uni<Decision> refused(Outcome outcome) {
        return Uni.createFrom().item(Decision.of(new Issued(outcome, null, null, null)));
    }

    private Uni<Decision> write(Mutiny.Session session, Sessions.Issue issue) {
        if (issue.sessionToken() == null) {
            return open(session, issue);
        }
        Optional<TokenHash> token = SessionToken.hash(issue.sessionToken().reveal());
        return token.isEmpty() ? refused(Outcome.NO_SUCH_SESSION) : add(session, issue, token.get());
    }

    private NewSession wanted(Sessions.Issue issue) {
        Instant now = clock.instant();
        List<AuthenticationMethodBody> proven = proven(issue, now);
        SessionRow row = new SessionRow(
                Ids.ordered(),
                issue.identity().id(),
                true,
                SessionAssurance.of(proven),
                proven,
                now,
                now,
                settings.endOfSessionFrom(now),
                false,
                List.of(Devices.of(issue.device(), Ids.ordered())),
                snapshot(issue.identity()));
        return new NewSession(row, SessionToken.generate(), issue.attemptId());
    }

    private Uni<Decision> open(Mutiny.Session session, Sessions.Issue issue) {
        NewSession wanted = wanted(issue);
        return PostgresIssue.open(session, wanted).chain(id -> opened(session, wanted, id));
    }

    private Uni<Decision> opened(Mutiny.Session session, NewSession wanted, @Nullable UUID id) {
        if (id == null) {
            return refused(Outcome.NO_SUCH_SESSION);
        }
        if (!id.equals(wanted.row().id())) {
            // A repeat: the session is read after the commit, see complete.
            return Uni.createFrom()
                    .item(new Decision(new Issued(Outcome.ISSUED, null, wanted.token(), null), id, List.of(id)));
        }
        return outbox.append(session, wanted.cause(), List.of(wanted.event())).replaceWith(Decision.of(issued(wanted)));
    }

    private Uni<Decision> add(Mutiny.Session session, Sessions.Issue issue, TokenHash token) {
        return PostgresIssue.lock(session, token, issue.attemptId(), clock.instant())
                .chain(locked -> locked == null || !belongs(locked.row(), issue)
                        ? refused(Outcome.NO_SUCH_SESSION)
                        : add(session, issue, locked).chain(added -> renewed(session, issue, locked, token, added)));
    }

    /** Who signs in again in a browser gets a new token (ASVS 5.0, 7.2.4); native clients keep theirs. */
    private Uni<Decision> renewed(
            Mutiny.Session session, Sessions.Issue issue, PostgresIssue.Locked locked, TokenHash used, Decision added) {
        if (!issue.renew()) {
            return Uni.createFrom().item(added);
        }
        Secret token = SessionToken.generate();
        UUID id = locked.row().id();
        return PostgresIssue.renew(
                        session,
                        id,
                        SessionToken.hash(token),
                        used,
                        clock.instant().plus(EARLIER_TOKEN))
                .replaceWith(added.giving(token).with(id));
    }

    private boolean belongs(SessionRow row, Sessions.Issue issue) {
        return row.isLive(clock.instant())
                && row.identityId().equals(issue.identity().id());
    }

    private Uni<Decision> add(Mutiny.Session session, Sessions.Issue issue, PostgresIssue.Locked locked) {
        if (locked.repeated()) {
            return Uni.createFrom().item(Decision.of(refreshed(locked.row(), issue)));
        }
        Instant now = clock.instant();
        List<AuthenticationMethodBody> proven = proven(issue, now);
        SessionRow row = raised(locked.row(), proven, now);
        Event event = Event.of(new SessionExtended(row.id(), row.identityId(), row.expiresAt()));
        return PostgresIssue.add(session, row, proven, issue.attemptId())
                .chain(() -> append(session, issue, event))
                .replaceWith(() -> Decision.of(refreshed(row, issue)).with(row.id()));
    }

    private SessionRow raised(SessionRow row, List<AuthenticationMethodBody> proven, Instant now) {
        List<AuthenticationMethodBody> methods = Stream.concat(row.authenticationMethods().stream(), proven.stream())
                .toList();
        return new SessionRow(
                row.id(),
                row.identityId(),
                true,
                SessionAssurance.of(methods),
                methods,
                now,
                row.issuedAt(),
                settings.endOfSessionFrom(now),
                row.extended(),
                row.devices(),
                null);
    }

    /**
     * The answer after an added authentication. The contract shows it as if issued now, with the
     * device of this authentication as one without an id, though neither is stored.
     */
    private Issued refreshed(SessionRow row, Sessions.Issue issue) {
        List<DeviceBody> devices = new ArrayList<>(row.knownDevices());
        devices.add(Devices.of(issue.device(), NOT_STORED));
        SessionRow shown = new SessionRow(
                row.id(),
                row.identityId(),
                true,
                row.aal(),
                row.authenticationMethods(),
                row.authenticatedAt(),
                row.authenticatedAt(),
                row.expiresAt(),
                row.extended(),
                devices,
                snapshot(issue.identity()));
        return issued(shown, row.authenticatedAt(), issue.sessionToken());
    }

    private Uni<?> append(Mutiny.Session session, Sessions.Issue issue, Event event) {
        return outbox.append(session, Cause.of(issue.attemptId().toString()), List.of(event));
    }

    private Uni<Issued> complete(Decision decision) {
        if (decision.repeated() == null) {
            return Uni.createFrom().item(decision.issued());
        }
        return sessions.byId(decision.repeated(), Expansion.ALL)
                .map(row -> row == null
                        ? gone()
                        : issued(row, clock.instant(), decision.issued().token()));
    }

    private Issued issued(NewSession opened) {
        return issued(opened.row(), opened.row().issuedAt(), opened.token());
    }

    private Issued issued(SessionRow row, Instant now, @Nullable Secret token) {
        return new Issued(Outcome.ISSUED, row.body(now), token, row.seen().available(available));
    }

    /** The session of a repeated attempt was deleted meanwhile. */
    private static Issued gone() {
        return new Issued(Outcome.NO_SUCH_SESSION, null, null, null);
    }

    private void count(Sessions.Issue issue, Outcome outcome) {
        String kind = issue.sessionToken() == null ? "new" : "added";
        registry.counter(
                        "ostiary.sessions.issued",
                        "kind",
                        kind,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private static List<AuthenticationMethodBody> proven(Sessions.Issue issue, Instant now) {
        return issue.authentications().stream()
                .map(a -> a.completedAt() == null ? a.at(now) : a)
                .toList();
    }
}
