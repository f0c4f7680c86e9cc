package io.ostiary.session.whoami;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WhoamiMemoryTest {

    private final WhoamiMemory memory = new WhoamiMemory(3, 1_000_000);
    private final TokenHash token = SessionToken.hash(SessionToken.generate());
    private final RememberedSession session = session(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void remembersWhatWasRead() {
        assertThat(memory.store(memory.begin(0), 1, token, session)).isTrue();
        assertThat(memory.find(token)).isSameAs(session);
        assertThat(memory.find(SessionToken.hash(SessionToken.generate()))).isNull();
    }

    @Test
    void forgetsBySession() {
        memory.store(memory.begin(0), 1, token, session);
        memory.forget(List.of(session.sessionId()), 2);
        assertThat(memory.find(token)).isNull();
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void forgetsAllOfAnIdentity() {
        // Given
        TokenHash other = SessionToken.hash(SessionToken.generate());
        memory.store(memory.begin(0), 1, token, session);
        memory.store(memory.begin(0), 1, other, session(UUID.randomUUID(), session.identityId()));

        // When
        memory.forget(List.of(session.identityId()), 2);

        // Then
        assertThat(memory.count()).isZero();
    }

    @Test
    void dropsAReadDuringWhichItsSessionWasForgotten() {
        WhoamiMemory.Ticket ticket = memory.begin(0);
        memory.forget(List.of(session.sessionId()), 1);
        assertThat(memory.store(ticket, 2, token, session)).isFalse();
        assertThat(memory.find(token)).isNull();
    }

    @Test
    void dropsAReadDuringWhichItsIdentityWasForgotten() {
        WhoamiMemory.Ticket ticket = memory.begin(0);
        memory.forget(List.of(session.identityId()), 1);
        assertThat(memory.store(ticket, 2, token, session)).isFalse();
    }

    @Test
    void storesAReadThatBeganAfterwards() {
        memory.forget(List.of(session.sessionId(), session.identityId()), 1);
        assertThat(memory.store(memory.begin(2), 3, token, session)).isTrue();
    }

    @Test
    void dropsAReadDuringWhichTrackWasLost() {
        WhoamiMemory.Ticket ticket = memory.begin(0);
        memory.forgetAll();
        assertThat(memory.store(ticket, 1, token, session)).isFalse();
        assertThat(memory.store(memory.begin(1), 2, token, session)).isTrue();
    }

    @Test
    void dropsAReadThatTookLongerThanForgettingIsKeptInMind() {
        long late = WhoamiMemory.LONGEST_READ_NANOS + 1;
        assertThat(memory.store(memory.begin(0), late, token, session)).isFalse();
    }

    @Test
    void forgetsTheFirstTokenOfASessionThatGotAnotherOne() {
        // Given
        TokenHash second = SessionToken.hash(SessionToken.generate());
        memory.store(memory.begin(0), 1, token, session);
        memory.store(memory.begin(0), 1, second, session);

        // When
        memory.forget(List.of(session.sessionId()), 2);

        // Then
        assertThat(memory.find(token)).isNull();
        assertThat(memory.find(second)).isNull();
    }

    @Test
    void keepsWhatIsUsedWhenFull() {
        // Given
        memory.store(memory.begin(0), 1, token, session);
        for (int i = 0; i < 20; i++) {
            memory.find(token);

            // When
            memory.store(
                    memory.begin(0),
                    1,
                    SessionToken.hash(SessionToken.generate()),
                    session(UUID.randomUUID(), UUID.randomUUID()));
        }

        // Then
        assertThat(memory.count()).isEqualTo(3);
        assertThat(memory.find(token)).isSameAs(session);
    }

    @Test
    void staysWithinItsBytes() {
        WhoamiMemory small = new WhoamiMemory(1_000, 5_000);
        for (int i = 0; i < 100; i++) {
            small.store(
                    small.begin(0),
                    1,
                    SessionToken.hash(SessionToken.generate()),
                    session(UUID.randomUUID(), UUID.randomUUID()));
        }
        assertThat(small.bytes()).isLessThanOrEqualTo(5_000);
        assertThat(small.count()).isBetween(2, 8);
    }

    @Test
    void remembersNothingWithoutEntries() {
        WhoamiMemory off = new WhoamiMemory(0, 1_000);
        assertThat(off.store(off.begin(0), 1, token, session)).isFalse();
    }

    @Test
    void allowsAnswersOnlyWithinTheBound() {
        Freshness freshness = new Freshness(Duration.ofSeconds(1));
        assertThat(freshness.allowsMemory(0)).isFalse();
        freshness.looked(0);
        assertThat(freshness.allowsMemory(999_999_999)).isTrue();
        assertThat(freshness.allowsMemory(1_000_000_000)).isFalse();
    }

    /**
     * A table of flags stands for the database: a session once revoked must never again be found
     * after it was forgotten.
     */
    @Test
    void neverBringsBackWhatWasForgotten() throws Exception {
        // Given
        int sessions = 64;
        WhoamiMemory shared = new WhoamiMemory(sessions / 2, 1_000_000);
        AtomicIntegerArray revoked = new AtomicIntegerArray(sessions);
        AtomicIntegerArray forgotten = new AtomicIntegerArray(sessions);
        TokenHash[] tokens = new TokenHash[sessions];
        RememberedSession[] all = new RememberedSession[sessions];
        for (int i = 0; i < sessions; i++) {
            tokens[i] = SessionToken.hash(SessionToken.generate());
            all[i] = session(UUID.randomUUID(), UUID.randomUUID());
        }
        AtomicBoolean wrong = new AtomicBoolean();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> work = List.of(
                    threads.submit(() -> read(shared, revoked, forgotten, tokens, all, wrong, 1)),
                    threads.submit(() -> read(shared, revoked, forgotten, tokens, all, wrong, 2)),
                    threads.submit(() -> read(shared, revoked, forgotten, tokens, all, wrong, 3)),
                    threads.submit(() -> revoke(shared, revoked, forgotten, all)));
            for (Future<?> each : work) {
                each.get();
            }
        }

        // Then
        assertThat(wrong).isFalse();
        for (int i = 0; i < sessions; i++) {
            assertThat(shared.find(tokens[i])).isNull();
        }
    }

    private static void read(
            WhoamiMemory memory,
            AtomicIntegerArray revoked,
            AtomicIntegerArray forgotten,
            TokenHash[] tokens,
            RememberedSession[] all,
            AtomicBoolean wrong,
            int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 100_000; n++) {
            int i = random.nextInt(all.length);
            boolean mustBeGone = forgotten.get(i) == 1;
            if (memory.find(tokens[i]) != null) {
                if (mustBeGone) {
                    wrong.set(true);
                }
            } else {
                WhoamiMemory.Ticket ticket = memory.begin(n);
                if (revoked.get(i) == 0) {
                    memory.store(ticket, n, tokens[i], all[i]);
                }
            }
        }
    }

    private static void revoke(
            WhoamiMemory memory, AtomicIntegerArray revoked, AtomicIntegerArray forgotten, RememberedSession[] all) {
        for (int i = 0; i < all.length; i++) {
            Thread.yield();
            revoked.set(i, 1);
            memory.forget(List.of(all[i].sessionId()), i);
            forgotten.set(i, 1);
        }
    }

    private static RememberedSession session(UUID id, UUID identityId) {
        return new RememberedSession(
                id, identityId, Instant.MAX, "aal1", "aal1", false, identityId.toString(), new byte[60], new byte[40]);
    }
}
