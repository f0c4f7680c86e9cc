package io.ostiary.call;

import io.ostiary.contract.route.ServiceCallCheck;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Lets calls with a valid service token through to what their service needs of {@code /internal/**}. */
@Singleton
public class TokenCheck implements ServiceCallCheck {

    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;

    private final InternalCallers callers;

    TokenCheck(ServiceTokens tokens, CallConfig config) {
        this.tokens = tokens;
        this.callers = InternalCallers.of(config.self());
    }

    @Override
    public boolean allows(@Nullable String authorization, String method, String path) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && tokens.check(authorization.substring(BEARER.length()))
                        .filter(caller -> callers.allows(caller, method, path))
                        .isPresent();
    }
}
