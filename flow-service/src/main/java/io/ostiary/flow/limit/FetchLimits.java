package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.ClientRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bounds how many flows one network reads whose browser it is not: {@code ostiary.limits.fetches}. The older contract shows a
 * flow to everybody who knows its id. Counted by each replica for itself, in memory that doesn't grow; networks that fall
 * into the same of the 65,536 counts, which differ with every start, share it.
 */
@Singleton
public class FetchLimits {

    private static final String KEY = "ostiary.limits.fetches.";
    private static final int COUNTS = 1 << 16;

    private final LimitSettings settings;
    private final int most;
    private final long windowMillis;
    private final int seed = new SecureRandom().nextInt();
    private final Clock clock;
    private final AtomicReference<Window> current = new AtomicReference<>(new Window(-1));

    FetchLimits(Configuration configuration, LimitSettings settings, Clock clock) {
        this.settings = settings;
        this.most = configuration.integer(KEY + "most");
        this.windowMillis =
                Math.max(1000, configuration.duration(KEY + "window").toMillis());
        this.clock = clock;
    }

    /** Counts one flow that was asked for; says why it isn't shown when the client's network asked for too many. */
    public Optional<ProblemException> count(ClientRequest request) {
        String address = request.inbound().clientAddress();
        return settings.limit(address) ? Network.of(address).flatMap(this::count) : Optional.empty();
    }

    private Optional<ProblemException> count(String network) {
        long now = clock.millis();
        long number = now / windowMillis;
        if (window(number).add(spread(network)) <= most) {
            return Optional.empty();
        }
        Duration wait = Duration.ofMillis((number + 1) * windowMillis - now).plusSeconds(1);
        return Optional.of(new ProblemException(
                new Problem.Limited("too_many_fetches", "Wait as long as Retry-After says, then try again.", wait)));
    }

    private int spread(String network) {
        int hash = (network.hashCode() ^ seed) * 0x9E3779B9;
        return hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(COUNTS);
    }

    private Window window(long number) {
        return current.updateAndGet(window -> window.number == number ? window : new Window(number));
    }

    private static final class Window {

        private final long number;
        private final AtomicIntegerArray counts = new AtomicIntegerArray(COUNTS);

        private Window(long number) {
            this.number = number;
        }

        private int add(int slot) {
            return counts.incrementAndGet(slot);
        }
    }
}
