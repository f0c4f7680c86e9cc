package io.ostiary.contract.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of the older contract by path and by the client's program, so that operators see who has yet to move
 * on. Anybody can invent programs, so only so many get a name of their own.
 */
final class OlderCalls {

    /** Tags {@code path} (as in {@code routes/contract.txt}) and {@code client} (the program's name, or {@code other}). */
    static final String CALLS = "ostiary.older.calls";

    private static final int MOST_CLIENTS = 50;
    private static final String OTHER = "other";
    private static final Pattern PROGRAM = Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,39})(?:[/ ].*)?");

    private final MeterRegistry metrics;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    OlderCalls(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Counts a call of a path that the contract has. */
    void count(HttpServerRequest request, String path) {
        metrics.counter(CALLS, "path", path, "client", client(request.getHeader("User-Agent")))
                .increment();
    }

    private String client(@Nullable String userAgent) {
        Matcher program = PROGRAM.matcher(userAgent == null ? "" : userAgent);
        if (!program.matches()) {
            return OTHER;
        }
        String name = program.group(1).toLowerCase(Locale.ROOT);
        return known.contains(name) || known.size() < MOST_CLIENTS && known.add(name) ? name : OTHER;
    }
}
