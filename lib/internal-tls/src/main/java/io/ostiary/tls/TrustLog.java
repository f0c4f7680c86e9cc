package io.ostiary.tls;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says in one line that a process of the suite isn't trusted, and again only when the reason changes or a minute has passed,
 * however many calls fail for it. Safe for all threads.
 */
public final class TrustLog {

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<String, Said> said = new ConcurrentHashMap<>();

    private final Consumer<String> log;

    private final LongSupplier nanos;

    private record Said(String reason, long at) {}

    /**
     * @param log takes the line
     */
    public TrustLog(Consumer<String> log) {
        this(log, System::nanoTime);
    }

    TrustLog(Consumer<String> log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * Looks at a failed call.
     *
     * @param host whom it was for, {@code host:port}; one of few
     */
    public void look(String host, Throwable failure) {
        Optional<String> reason = TrustFailure.in(failure);
        if (reason.isEmpty()) {
            return;
        }
        long now = nanos.getAsLong();
        Said fresh = new Said(reason.get(), now);
        Said kept = said.merge(
                host,
                fresh,
                (old, young) -> old.reason().equals(young.reason()) && now - old.at() < PAUSE_NANOS ? old : young);
        if (kept == fresh) {
            log.accept("https://" + host + " is not trusted: " + fresh.reason());
        }
    }
}
