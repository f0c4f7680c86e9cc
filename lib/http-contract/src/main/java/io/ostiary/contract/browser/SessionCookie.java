package io.ostiary.contract.browser;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.secret.SealedText;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Seals session tokens into cookie values and opens them, under {@code secrets.cookie}. */
@Singleton
public class SessionCookie {

    private static final int LONGEST = 512;

    private final SealedText sealed;

    SessionCookie(Configuration configuration) {
        this.sealed = new SealedText("ostiary session cookie", configuration.secrets("secrets.cookie"));
    }

    /** The cookie value for a session token. */
    public String seal(Secret token) {
        return sealed.seal(token.reveal());
    }

    /** The session token in a cookie value; empty when the value isn't one of ours. */
    public Optional<Secret> open(String value) {
        return value == null || value.isEmpty() || value.length() > LONGEST
                ? Optional.empty()
                : sealed.open(value).map(Secret::of);
    }
}
