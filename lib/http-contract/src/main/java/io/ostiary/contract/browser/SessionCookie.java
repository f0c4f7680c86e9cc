package io.ostiary.contract.browser;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.secret.Seal;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals session tokens into cookie values and opens them, under {@code secrets.cookie}. */
@Singleton
public class SessionCookie {

    private static final int LONGEST = 512;

    private final Seal seal;

    SessionCookie(Configuration configuration) {
        this.seal = new Seal("ostiary session cookie", configuration.secrets("secrets.cookie"));
    }

    /** The cookie value for a session token. */
    public String seal(Secret token) {
        return seal.seal(token.reveal());
    }

    /** The session token in a cookie value; empty when the value isn't one of ours. */
    public Optional<Secret> open(@Nullable String value) {
        return value == null || value.isEmpty() || value.length() > LONGEST
                ? Optional.empty()
                : seal.open(value).map(Secret::of);
    }
}
