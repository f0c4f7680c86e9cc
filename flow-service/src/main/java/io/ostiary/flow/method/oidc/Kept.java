package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was fetched for a while: many who ask at once ask once. Where it can't be fetched anew, what was there before
 * serves on, so that a provider whose description is down for a moment locks nobody out. The oldest gives way where there
 * are too many.
 *
 * @param <T> what is fetched
 */
final class Kept<T> {

    private record Entry<T>(
            Uni<T> value, Instant since, @Nullable T before) {}

    private final Duration fresh;
    private final int most;
    private final Clock clock;
    private final Function<String, Uni<T>> fetch;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

    Kept(Duration fresh, int most, Clock clock, Function<String, Uni<T>> fetch) {
        this.fresh = fresh;
        this.most = most;
        this.clock = clock;
        this.fetch = fetch;
    }

    /** What is kept for a key, or fetched now. */
    Uni<T> of(String key) {
        return entry(key, entry -> entry.since().plus(fresh).isAfter(clock.instant()));
    }

    /** What is fetched now, unless somebody did so since. */
    Uni<T> newerThan(String key, Instant moment) {
        return entry(key, entry -> entry.since().isAfter(moment));
    }

    private synchronized Uni<T> entry(String key, java.util.function.Predicate<Entry<T>> serves) {
        Entry<T> there = entries.get(key);
        if (there != null && serves.test(there)) {
            return there.value();
        }
        @Nullable T before = there == null ? null : there.before();
        Uni<T> value = Uni.createFrom()
                .deferred(() -> fetch.apply(key))
                .invoke(fetched -> succeeded(key, fetched))
                .onFailure()
                .recoverWithUni(failure -> failed(key, before, failure))
                .memoize()
                .indefinitely();
        entries.remove(key);
        entries.put(key, new Entry<>(value, clock.instant(), before));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return value;
    }

    private synchronized void succeeded(String key, T fetched) {
        entries.computeIfPresent(key, (k, entry) -> new Entry<>(entry.value(), entry.since(), fetched));
    }

    /** A failure is kept for nobody: who comes next asks again. */
    private synchronized Uni<T> failed(String key, @Nullable T before, Throwable failure) {
        if (before != null) {
            return Uni.createFrom().item(before);
        }
        entries.remove(key);
        return Uni.createFrom().failure(failure);
    }
}
