package io.ostiary.call;

import io.ostiary.contract.route.ServiceCallCheck;
import jakarta.inject.Singleton;

/** Lets calls with a valid service token through to {@code /internal/**}. */
@Singleton
public class TokenCheck implements ServiceCallCheck {

    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;

    TokenCheck(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean allows(String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && tokens.check(authorization.substring(BEARER.length())).isPresent();
    }
}
