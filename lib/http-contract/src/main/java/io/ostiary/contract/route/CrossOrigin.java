package io.ostiary.contract.route;

import io.ostiary.config.Configuration;
import io.ostiary.contract.browser.HostWildcard;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Cross-origin rules of the public side (Fetch standard, CORS protocol), by {@code
 * serve.public.cors.*}.
 *
 * <p>Who fits only because any origin does gets no credentials: the answer then holds nothing of the
 * person whose browser asks.
 */
final class CrossOrigin {

    private static final Logger LOG = Logger.getLogger(CrossOrigin.class);

    private final boolean enabled;
    private final boolean anyOrigin;
    private final List<Pattern> origins;
    private final List<String> methods;
    private final boolean anyHeader;
    private final List<String> headers;
    private final String exposed;
    private final boolean credentials;
    private final int maxAgeSeconds;

    CrossOrigin(Configuration configuration) {
        String at = "serve.public.cors.";
        enabled = configuration.optionalBool(at + "enabled").orElse(false);
        List<String> allowed =
                configuration.has(at + "allowed_origins") ? configuration.list(at + "allowed_origins") : List.of("*");
        anyOrigin = allowed.contains("*");
        HostWildcard wildcards = new HostWildcard(configuration);
        origins = allowed.stream()
                .filter(origin -> !origin.equals("*") && isUsable(wildcards, origin))
                .map(CrossOrigin::pattern)
                .toList();
        methods = configuration.has(at + "allowed_methods")
                ? configuration.list(at + "allowed_methods")
                : List.of("POST", "GET", "PUT", "PATCH", "DELETE");
        List<String> heads = configuration.has(at + "allowed_headers")
                ? configuration.list(at + "allowed_headers")
                : List.of("Authorization", "Content-Type", "X-Session-Token");
        anyHeader = heads.contains("*");
        headers = heads.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
        exposed = String.join(
                ", ",
                configuration.has(at + "exposed_headers")
                        ? configuration.list(at + "exposed_headers")
                        : List.of("Content-Type"));
        credentials = configuration.optionalBool(at + "allow_credentials").orElse(true);
        if (enabled && anyOrigin && credentials) {
            LOG.warn("serve.public.cors.allowed_origins: * allows no credentials; name the origins that may use them");
        }
        maxAgeSeconds = configuration.optionalInteger(at + "max_age").orElse(0);
    }

    private static boolean isUsable(HostWildcard wildcards, String origin) {
        boolean usable = wildcards.isUsable(origin);
        if (!usable) {
            LOG.warnf(
                    "serve.public.cors.allowed_origins: %s is left out, anybody can register a host that fits it",
                    origin);
        }
        return usable;
    }

    private static Pattern pattern(String origin) {
        return Pattern.compile(Arrays.stream(origin.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    /** Whether this is a preflight request, which ends here. */
    boolean isPreflight(HttpServerRequest request) {
        return enabled
                && "OPTIONS".equals(request.method().name())
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /**
     * Answers a preflight request: 204, with the permissions when all that was asked for is
     * allowed.
     */
    void answerPreflight(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(204);
        response.headers().add("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        String origin = request.getHeader("Origin");
        String method = request.getHeader("Access-Control-Request-Method");
        String asked = request.getHeader("Access-Control-Request-Headers");
        if (origin != null && isAllowed(origin) && methodAllowed(method) && headersAllowed(asked)) {
            response.putHeader("Access-Control-Allow-Origin", echo(origin));
            response.putHeader("Access-Control-Allow-Methods", method);
            if (asked != null && !asked.isEmpty()) {
                response.putHeader("Access-Control-Allow-Headers", asked);
            }
            if (mayUseCredentials(origin)) {
                response.putHeader("Access-Control-Allow-Credentials", "true");
            }
            if (maxAgeSeconds > 0) {
                response.putHeader("Access-Control-Max-Age", Integer.toString(maxAgeSeconds));
            }
        }
        response.end();
    }

    /** Adds the permissions to the answer of an actual request. */
    void decorate(HttpServerRequest request) {
        if (!enabled) {
            return;
        }
        HttpServerResponse response = request.response();
        response.headers().add("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null
                || !isAllowed(origin)
                || !methodAllowed(request.method().name())) {
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", echo(origin));
        if (!exposed.isEmpty()) {
            response.putHeader("Access-Control-Expose-Headers", exposed);
        }
        if (mayUseCredentials(origin)) {
            response.putHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    private String echo(String origin) {
        return anyOrigin && !mayUseCredentials(origin) ? "*" : origin;
    }

    private boolean mayUseCredentials(String origin) {
        return credentials && isNamed(origin);
    }

    private boolean isAllowed(String origin) {
        return anyOrigin || isNamed(origin);
    }

    private boolean isNamed(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return origins.stream().anyMatch(p -> p.matcher(lower).matches());
    }

    private boolean methodAllowed(String method) {
        return "OPTIONS".equals(method) || "HEAD".equals(method) && methods.contains("GET") || methods.contains(method);
    }

    private boolean headersAllowed(String asked) {
        return asked == null
                || asked.isBlank()
                || anyHeader
                || Arrays.stream(asked.split(","))
                        .map(h -> h.trim().toLowerCase(Locale.ROOT))
                        .allMatch(h -> h.isEmpty() || h.equals("origin") || headers.contains(h));
    }
}
