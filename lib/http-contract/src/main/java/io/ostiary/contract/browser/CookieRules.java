package io.ostiary.contract.browser;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How the suite's cookies look: names, paths, domains and flags, by {@code cookies.*} and {@code
 * session.cookie.*}.
 */
@Singleton
public class CookieRules {

    /** The name of the cookie that finds what waits for a browser. */
    public static final String CONTINUITY_NAME = "ory_kratos_continuity";

    private static final String CSRF_NAME_OF_V05 = "csrf_token";

    private static final long A_YEAR_SECONDS = Duration.ofDays(365).toSeconds();
    private static final long A_MONTH_SECONDS = Duration.ofDays(30).toSeconds();

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");

    private final Configuration configuration;
    private final String csrfName;
    private final String csrfNameOfV05;
    private final String hostOfV05;
    private final boolean secure;
    private final boolean sessionSecure;

    CookieRules(Configuration configuration) {
        this.configuration = configuration;
        String url = configuration.text("serve.public.base_url");
        String urlOfV05 =
                configuration.optionalText("ostiary.serve.v05.public.base_url").orElse(url);
        this.csrfName = "csrf_token_" + sha256(url);
        this.csrfNameOfV05 = "csrf_token_" + sha256(urlOfV05);
        this.hostOfV05 = Objects.requireNonNullElse(URI.create(urlOfV05).getHost(), "");
        this.secure = secure(configuration, "cookies.secure");
        this.sessionSecure = secure(configuration, "session.cookie.secure");
    }

    /**
     * What the key says, read as Go reads truth values; without it cookies are secure except in
     * development. Neither key takes its value from the other.
     */
    private static boolean secure(Configuration configuration, String key) {
        return configuration.optionalText(key).map(TRUE::contains).orElse(!configuration.isDevelopment());
    }

    /** The name of the session cookie. */
    public String sessionName() {
        return configuration.optionalText("session.cookie.name").orElse("ory_kratos_session");
    }

    /** The names under which clients of a generation may send the anti-forgery cookie; each is as good as the others. */
    public List<String> csrfNames(Generation generation) {
        return switch (generation) {
            case CURRENT -> List.of(csrfName);
            case V05 -> List.of(CSRF_NAME_OF_V05, csrfNameOfV05);
        };
    }

    /** The anti-forgery cookie with that value, of the current contract. */
    public Cookie csrf(String value) {
        return generalShape(csrfName, value, A_YEAR_SECONDS);
    }

    /** The anti-forgery cookies with that value, of a generation. */
    public List<Cookie> csrf(Generation generation, String value) {
        return switch (generation) {
            case CURRENT -> List.of(csrf(value));
            case V05 ->
                List.of(
                        csrfOfV05(value),
                        generalShape(csrfNameOfV05, value, A_YEAR_SECONDS).setSameSite(CookieSameSite.LAX));
        };
    }

    /** As the older contract has it. Browsers of today drop it without Secure, so another one goes beside it. */
    private Cookie csrfOfV05(String value) {
        Cookie cookie = generalShape(CSRF_NAME_OF_V05, value, A_YEAR_SECONDS).setSameSite(CookieSameSite.NONE);
        if (cookie.getDomain() == null && !hostOfV05.isEmpty()) {
            cookie.setDomain(hostOfV05);
        }
        return cookie;
    }

    /** The cookie that finds what waits for a browser, with that value. */
    public Cookie continuity(String value) {
        return generalShape(CONTINUITY_NAME, value, A_MONTH_SECONDS);
    }

    private Cookie generalShape(String name, String value, long seconds) {
        Cookie cookie = Cookie.cookie(name, value);
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setPath(configuration.optionalText("cookies.path").orElse("/"));
        configuration.optionalText("cookies.domain").ifPresent(cookie::setDomain);
        // Without Secure browsers refuse SameSite=None, so these are Lax then.
        cookie.setSameSite(
                secure
                        ? CookieSameSite.valueOf(configuration
                                .optionalText("cookies.same_site")
                                .orElse("Lax")
                                .toUpperCase(Locale.ROOT))
                        : CookieSameSite.LAX);
        return cookie;
    }

    /**
     * The session cookie.
     *
     * @param value the sealed token
     * @param lifespan how long the browser keeps it; ignored when {@code session.cookie.persistent}
     *     is false
     */
    public Cookie session(String value, Duration lifespan) {
        Cookie cookie = sessionShape(value);
        if (configuration.optionalBool("session.cookie.persistent").orElse(true)) {
            cookie.setMaxAge(Math.max(1, lifespan.toSeconds()));
        }
        return cookie;
    }

    /** A session cookie that makes the browser forget its own. */
    public Cookie sessionDeletion() {
        Cookie cookie = sessionShape("");
        cookie.setMaxAge(0);
        return cookie;
    }

    private Cookie sessionShape(String value) {
        Cookie cookie = Cookie.cookie(sessionName(), value);
        cookie.setHttpOnly(true);
        cookie.setSecure(sessionSecure);
        cookie.setPath(or("session.cookie.path", "cookies.path", "/"));
        String domain = or("session.cookie.domain", "cookies.domain", "");
        if (!domain.isEmpty()) {
            cookie.setDomain(domain);
        }
        cookie.setSameSite(CookieSameSite.valueOf(
                or("session.cookie.same_site", "cookies.same_site", "Lax").toUpperCase(Locale.ROOT)));
        return cookie;
    }

    private String or(String path, String fallback, String otherwise) {
        return configuration
                .optionalText(path)
                .or(() -> configuration.optionalText(fallback))
                .orElse(otherwise);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
