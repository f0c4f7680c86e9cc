package io.ostiary.config.origin;

import io.ostiary.config.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cross-origin rules of the public side (Fetch standard, CORS protocol), by {@code
 * serve.public.cors.*}.
 *
 * <p>Who fits only because any origin does gets no credentials: the answer then holds nothing of the
 * person whose browser asks.
 */
public final class CrossOrigin {

    private static final String KEY = "serve.public.cors.";

    private final boolean enabled;
    private final boolean anyOrigin;
    private final List<Pattern> origins;
    private final List<String> methods;
    private final boolean anyHeader;
    private final List<String> headers;
    private final String exposed;
    private final boolean credentials;
    private final int maxAgeSeconds;
    private final List<String> warnings = new ArrayList<>();

    /** The rules of a configuration. */
    public CrossOrigin(Configuration configuration) {
        enabled = configuration.optionalBool(KEY + "enabled").orElse(false);
        List<String> allowed = list(configuration, "allowed_origins", List.of("*"));
        anyOrigin = allowed.contains("*");
        HostWildcard wildcards = new HostWildcard(configuration);
        origins = allowed.stream()
                .filter(origin -> !origin.equals("*") && isUsable(wildcards, origin))
                .map(CrossOrigin::pattern)
                .toList();
        methods = list(configuration, "allowed_methods", List.of("POST", "GET", "PUT", "PATCH", "DELETE"));
        List<String> heads =
                list(configuration, "allowed_headers", List.of("Authorization", "Content-Type", "X-Session-Token"));
        anyHeader = heads.contains("*");
        headers = heads.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
        exposed = String.join(", ", list(configuration, "exposed_headers", List.of("Content-Type")));
        credentials = configuration.optionalBool(KEY + "allow_credentials").orElse(true);
        if (enabled && anyOrigin && credentials) {
            warnings.add(KEY + "allowed_origins: * allows no credentials; name the origins that may use them");
        }
        maxAgeSeconds = configuration.optionalInteger(KEY + "max_age").orElse(0);
    }

    private static List<String> list(Configuration configuration, String name, List<String> byDefault) {
        return configuration.has(KEY + name) ? configuration.list(KEY + name) : byDefault;
    }

    private boolean isUsable(HostWildcard wildcards, String origin) {
        boolean usable = wildcards.isUsable(origin);
        if (!usable) {
            warnings.add(KEY + "allowed_origins: " + origin + " is left out, anybody can register a host that fits it");
        }
        return usable;
    }

    private static Pattern pattern(String origin) {
        return Pattern.compile(Arrays.stream(origin.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    /** What an operator should know of these rules: a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Whether this is a preflight request, which ends here.
     *
     * @param method of the request
     * @param asked what it says in {@code Access-Control-Request-Method}
     */
    public boolean isPreflight(String method, @Nullable String asked) {
        return enabled && "OPTIONS".equals(method) && asked != null;
    }

    /**
     * The headers of the answer to a preflight request: the permissions when all that was asked for is allowed.
     *
     * @param origin who asks; null: not said
     * @param method that is to be used
     * @param asked headers that are to be sent, with commas; null: none
     */
    public Map<String, String> ofPreflight(@Nullable String origin, String method, @Nullable String asked) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (origin != null && isAllowed(origin) && methodAllowed(method) && headersAllowed(asked)) {
            answer.put("Access-Control-Allow-Origin", echo(origin));
            answer.put("Access-Control-Allow-Methods", method);
            if (asked != null && !asked.isEmpty()) {
                answer.put("Access-Control-Allow-Headers", asked);
            }
            if (mayUseCredentials(origin)) {
                answer.put("Access-Control-Allow-Credentials", "true");
            }
            if (maxAgeSeconds > 0) {
                answer.put("Access-Control-Max-Age", Integer.toString(maxAgeSeconds));
            }
        }
        return answer;
    }

    /**
     * The headers of every other answer.
     *
     * @param method of the request
     * @param origin who asks; null: no page of another origin
     */
    public Map<String, String> ofAnswer(String method, @Nullable String origin) {
        if (!enabled) {
            return Map.of();
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Vary", "Origin");
        if (origin != null && isAllowed(origin) && methodAllowed(method)) {
            answer.put("Access-Control-Allow-Origin", echo(origin));
            if (!exposed.isEmpty()) {
                answer.put("Access-Control-Expose-Headers", exposed);
            }
            if (mayUseCredentials(origin)) {
                answer.put("Access-Control-Allow-Credentials", "true");
            }
        }
        return answer;
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

    private boolean headersAllowed(@Nullable String asked) {
        return asked == null
                || asked.isBlank()
                || anyHeader
                || Arrays.stream(asked.split(","))
                        .map(h -> h.trim().toLowerCase(Locale.ROOT))
                        .allMatch(h -> h.isEmpty() || h.equals("origin") || headers.contains(h));
    }
}
