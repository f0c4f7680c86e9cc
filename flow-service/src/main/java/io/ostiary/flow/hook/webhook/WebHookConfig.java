package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A web hook as it is configured ({@code config} of a hook {@code web_hook}).
 *
 * @param id by which the operator knows it, or null
 * @param url whom it calls
 * @param method how, such as {@code POST}
 * @param headers that it sends
 * @param program where the program of its body lies; null: it has none
 * @param auth how it proves itself: {@code type} and {@code config}; an object without {@code type}: not at all
 * @param parse whether its answer may refuse and change
 * @param ignore whether nobody waits for its answer
 * @param canInterrupt whether its answer may refuse
 */
record WebHookConfig(
        @Nullable String id,
        String url,
        String method,
        Map<String, String> headers,
        @Nullable String program,
        JsonNode auth,
        boolean parse,
        boolean ignore,
        boolean canInterrupt) {

    static WebHookConfig of(JsonNode config) {
        Map<String, String> headers = new LinkedHashMap<>();
        config.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return new WebHookConfig(
                config.path("id").asText(null),
                config.path("url").asText(),
                config.path("method").asText(),
                headers,
                program(config.path("body").asText("")),
                config.path("auth"),
                config.at("/response/parse").asBoolean(false),
                config.at("/response/ignore").asBoolean(false),
                config.path("can_interrupt").asBoolean(false));
    }

    /** An address without scheme is that of a file (contract, deprecated there). */
    private static @Nullable String program(String body) {
        if (body.isEmpty()) {
            return null;
        }
        return body.contains("://") ? body : "file://" + body;
    }

    /** Whether its answer may refuse. */
    boolean interrupts() {
        return parse || canInterrupt;
    }

    /** Its content type; JSON where the operator says nothing. */
    String contentType() {
        return headers.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/json");
    }

    /** What operators and logs call it: its id, or whom it calls, without what may be a secret in the address. */
    String name() {
        if (id != null && !id.isEmpty()) {
            return id;
        }
        try {
            URI uri = URI.create(url);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + uri.getPath();
        } catch (IllegalArgumentException e) {
            return "web_hook";
        }
    }
}
