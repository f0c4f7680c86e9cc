package io.ostiary.session.whoami;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of the session check. */
@Singleton
public class WhoamiSettings {

    private static final int CACHE_ENTRIES = 100_000;

    private final Duration stalenessBound;
    private final Duration pollInterval;
    private final int cacheEntries;
    private final boolean cacheable;
    private final Optional<Duration> cacheableMaxAge;
    private final @Nullable String olderPublicUrl;

    WhoamiSettings(Configuration configuration) {
        this.stalenessBound =
                configuration.optionalDuration("ostiary.whoami.staleness_bound").orElse(Duration.ofSeconds(1));
        this.pollInterval =
                configuration.optionalDuration("ostiary.whoami.poll_interval").orElse(Duration.ofMillis(100));
        this.cacheEntries =
                configuration.optionalInteger("ostiary.whoami.cache_entries").orElse(CACHE_ENTRIES);
        this.cacheable =
                configuration.optionalBool("feature_flags.cacheable_sessions").orElse(false);
        this.cacheableMaxAge = configuration.optionalDuration("feature_flags.cacheable_sessions_max_age");
        this.olderPublicUrl = olderPublicUrl(configuration);
    }

    private static @Nullable String olderPublicUrl(Configuration configuration) {
        boolean alone = configuration
                .optionalText("ostiary.compatibility")
                .filter(Generation.V05.wire()::equals)
                .isPresent();
        return configuration
                .optionalText(alone ? "serve.public.base_url" : "ostiary.serve.v05.public.base_url")
                .map(url -> url.replaceAll("/+$", ""))
                .orElse(null);
    }

    /** The public side as clients of version 0.5 reach it, without a slash at its end; null where no port speaks theirs. */
    @Nullable
    String olderPublicUrl() {
        return olderPublicUrl;
    }

    /**
     * {@code ostiary.whoami.staleness_bound}: the age of the last look up to which answers may come
     * from memory.
     */
    Duration stalenessBound() {
        return stalenessBound;
    }

    /** {@code ostiary.whoami.poll_interval}: the pause between two looks, start to start. */
    Duration pollInterval() {
        return pollInterval;
    }

    /**
     * {@code ostiary.whoami.cache_entries}: how many answers are kept; 0 asks the database each
     * time.
     */
    int cacheEntries() {
        return cacheEntries;
    }

    /**
     * {@code feature_flags.cacheable_sessions}: whether answers tell how long they may be cached
     * elsewhere.
     */
    boolean cacheable() {
        return cacheable;
    }

    /**
     * For how many seconds an answer may be cached elsewhere: until the session ends, or the
     * shorter configured time.
     */
    long cacheableSeconds(Instant expiresAt, Instant now) {
        Duration left = Duration.between(now, expiresAt);
        Duration shortest = cacheableMaxAge
                .filter(max -> !max.isZero() && left.compareTo(max) > 0)
                .orElse(left);
        return Math.round(shortest.toMillis() / 1000.0);
    }
}
