package io.ostiary.session.whoami;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.revocation.RememberedAnswers;
import io.ostiary.session.session.PostgresSessions;
import io.ostiary.session.session.SessionRow;
import io.ostiary.session.token.TokenHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the live session of a token: in memory while that is allowed, else in the database. */
@Singleton
class CheckCaller implements RememberedAnswers {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final WhoamiMemory memory;
    private final Freshness freshness;
    private final PostgresSessions sessions;
    private final AvailableAssurance available;
    private final @Nullable String olderPublicUrl;
    private final Clock clock;

    CheckCaller(
            WhoamiSettings settings,
            PostgresSessions sessions,
            AvailableAssurance available,
            WhoamiAnswers answers,
            MeterRegistry registry,
            Clock clock) {
        // A quarter of the heap at most, whatever the number of entries says.
        this.memory =
                new WhoamiMemory(settings.cacheEntries(), Runtime.getRuntime().maxMemory() / 4);
        this.freshness = new Freshness(settings.stalenessBound());
        this.sessions = sessions;
        this.available = available;
        this.olderPublicUrl = settings.olderPublicUrl();
        this.clock = clock;
        answers.watch(registry, memory);
    }

    WhoamiMemory memory() {
        return memory;
    }

    Freshness freshness() {
        return freshness;
    }

    /** The session as it is remembered, expired or not; null when the database has to be asked. */
    @Nullable
    RememberedSession remembered(TokenHash hash) {
        return freshness.allowsMemory(System.nanoTime()) ? memory.find(hash) : null;
    }

    /** Asks the database, and remembers a live session. @return null when the token opens none */
    Uni<@Nullable RememberedSession> read(TokenHash hash) {
        WhoamiMemory.Ticket ticket = memory.begin(System.nanoTime());
        return sessions.byToken(hash).ifNoItem().after(DEADLINE).fail().map(row -> remember(ticket, hash, row));
    }

    private @Nullable RememberedSession remember(WhoamiMemory.Ticket ticket, TokenHash hash, @Nullable SessionRow row) {
        Instant now = clock.instant();
        if (row == null || !row.isLive(now)) {
            return null;
        }
        RememberedSession session = RememberedSession.of(row, available, olderPublicUrl, now);
        memory.store(ticket, System.nanoTime(), hash, session);
        return session;
    }

    @Override
    public void forget(Collection<UUID> sessionsOrIdentities) {
        memory.forget(sessionsOrIdentities, System.nanoTime());
    }
}
