package io.ostiary.courier.dispatch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Channels whose provider serves nobody just now, and since when. Safe for all threads. */
@Singleton
class ProvidersAway {

    private final Clock clock;
    private final Map<String, Since> channels = new ConcurrentHashMap<>();

    ProvidersAway(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param moment when it was noticed first
     * @param reason why, in words that the log may see
     */
    record Since(Instant moment, String reason) {}

    /** Notes that a provider is away; whether that is news. */
    boolean noticed(String channel, String reason) {
        return channels.putIfAbsent(channel, new Since(clock.instant(), reason)) == null;
    }

    /** Notes that a provider is there; whether that is news. */
    boolean isBack(String channel) {
        return channels.remove(channel) != null;
    }

    /** Those that are away now. */
    Map<String, Since> all() {
        return Map.copyOf(channels);
    }
}
