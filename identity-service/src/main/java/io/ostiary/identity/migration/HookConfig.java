package io.ostiary.identity.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code selfservice.methods.password.config.migrate_hook}.
 *
 * @param url where to ask
 * @param headers to send, those for authentication among them
 * @param hasTemplate whether a body of the operator's own form is asked for, which this version
 *     can't make
 */
record HookConfig(String url, Map<String, Secret> headers, boolean hasTemplate) {

    /** Where the hook is configured. */
    static final String KEY = "selfservice.methods.password.config.migrate_hook";

    private static final String CONFIG = KEY + ".config.";
    private static final String AUTH = CONFIG + "auth.config.";

    /** The hook of a configuration, or null when it is switched off. */
    static @Nullable HookConfig of(Configuration configuration) {
        if (!configuration.optionalBool(KEY + ".enabled").orElse(false)) {
            return null;
        }
        Map<String, Secret> headers = new LinkedHashMap<>();
        JsonNode configured = configuration.tree(CONFIG + "headers");
        configured
                .fields()
                .forEachRemaining(each ->
                        headers.put(each.getKey(), Secret.of(each.getValue().asText())));
        authenticate(configuration, headers);
        return new HookConfig(
                configuration.optionalText(CONFIG + "url").orElse(""),
                headers,
                configuration.optionalText(CONFIG + "body").isPresent());
    }

    private static void authenticate(Configuration configuration, Map<String, Secret> headers) {
        switch (configuration.optionalText(CONFIG + "auth.type").orElse("")) {
            case "api_key" -> {
                String name = configuration.text(AUTH + "name");
                Secret value = configuration.secret(AUTH + "value");
                if (configuration.text(AUTH + "in").equals("cookie")) {
                    headers.put("Cookie", Secret.of(name + "=" + value.reveal()));
                } else {
                    headers.put(name, value);
                }
            }
            case "basic_auth" -> {
                String login = configuration.text(AUTH + "user")
                        + ":"
                        + configuration.secret(AUTH + "password").reveal();
                String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
                headers.put("Authorization", Secret.of("Basic " + encoded));
            }
            default -> {
                // no authentication
            }
        }
    }
}
