package io.ostiary.session.token;

import io.ostiary.config.Secret;
import io.ostiary.contract.browser.CookieHeader;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.browser.SessionCookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session token of a request. In the contract's order: the header {@code
 * X-Session-Token}; the first session cookie that can be opened; {@code Authorization: Bearer}. The
 * first that is there decides, whether it is valid or not.
 */
@Singleton
public class RequestTokens {

    private static final String TOKEN_HEADER = "X-Session-Token";
    private static final String SCHEME = "bearer ";
    private static final RequestToken MISSING = new RequestToken.Missing();
    private static final RequestToken GARBAGE = new RequestToken.Garbage();

    private final SessionCookie cookies;
    private final String cookieName;

    RequestTokens(SessionCookie cookies, CookieRules rules) {
        this.cookies = cookies;
        this.cookieName = rules.sessionName();
    }

    /** What the request brought. */
    public RequestToken of(HttpServerRequest request) {
        String header = request.getHeader(TOKEN_HEADER);
        if (header != null && !header.isEmpty()) {
            return token(header, null);
        }
        // Without a Cookie header there is nothing to parse; API clients are the common case.
        for (String value :
                CookieHeader.values(request.getHeader("Cookie"), cookieName).toList()) {
            Optional<Secret> opened = cookies.open(value);
            if (opened.isPresent()) {
                return token(opened.get().reveal(), value);
            }
        }
        String authorization = request.getHeader("Authorization");
        return authorization == null ? MISSING : bearer(authorization);
    }

    private static RequestToken bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? token(authorization.substring(SCHEME.length()), null) : MISSING;
    }

    private static RequestToken token(String text, @Nullable String cookie) {
        return SessionToken.hash(text)
                .<RequestToken>map(hash -> new RequestToken.Present(hash, cookie))
                .orElse(GARBAGE);
    }
}
