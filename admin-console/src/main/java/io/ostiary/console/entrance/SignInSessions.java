package io.ostiary.console.entrance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in, in memory: after a restart everybody signs in again. */
public final class SignInSessions {

    /** Cookie that holds the token of one. */
    public static final String COOKIE = "ostiary_console";

    /** As long as somebody stays signed in. */
    public static final Duration LIFESPAN = Duration.ofHours(12);

    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(Operator operator, Instant end) {}

    public SignInSessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @return its token; what is kept is a digest
     */
    public String begin(Operator operator) {
        Instant now = clock.instant();
        sessions.values().removeIf(each -> !each.end().isAfter(now));
        if (sessions.size() >= MOST) {
            sessions.clear();
        }
        String token = Tokens.fresh();
        sessions.put(Tokens.digest(token), new Session(operator, now.plus(LIFESPAN)));
        return token;
    }

    /** Who comes, by the cookie. */
    Arrival arrival(Caller caller) {
        return caller.cookie(COOKIE)
                .flatMap(this::find)
                .<Arrival>map(Arrival.Known::new)
                .orElseGet(Arrival.Stranger::new);
    }

    /** Whose it is, while it lasts. */
    public Optional<Operator> find(String token) {
        return Optional.ofNullable(sessions.get(Tokens.digest(token)))
                .filter(each -> each.end().isAfter(clock.instant()))
                .map(Session::operator);
    }

    /** Ends one. */
    public void end(String token) {
        sessions.remove(Tokens.digest(token));
    }
}
