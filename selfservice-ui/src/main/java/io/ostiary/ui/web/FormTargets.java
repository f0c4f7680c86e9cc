package io.ostiary.ui.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where forms of the pages may lead: browsers hold every redirect after a post against the
 * directive {@code form-action} too. A provider that is missing from it is a dead button, so when
 * one can't be known the directive is left out.
 */
final class FormTargets {

    /** Where providers that need no address of their own ask people to sign in. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("google", List.of("https://accounts.google.com")),
            Map.entry("github", List.of("https://github.com")),
            Map.entry("github-app", List.of("https://github.com")),
            Map.entry("gitlab", List.of("https://gitlab.com")),
            Map.entry("microsoft", List.of("https://login.microsoftonline.com", "https://login.live.com")),
            Map.entry("apple", List.of("https://appleid.apple.com")),
            Map.entry("discord", List.of("https://discord.com")),
            Map.entry("slack", List.of("https://slack.com", "https://*.slack.com")),
            Map.entry("facebook", List.of("https://www.facebook.com", "https://m.facebook.com")),
            Map.entry("spotify", List.of("https://accounts.spotify.com")),
            Map.entry("linkedin", List.of("https://www.linkedin.com")),
            Map.entry("linkedin_v2", List.of("https://www.linkedin.com")));

    private final Configuration configuration;
    private final String publicUrl;

    FormTargets(Configuration configuration, String publicUrl) {
        this.configuration = configuration;
        this.publicUrl = publicUrl;
    }

    /** The origins beside that of the pages; empty when they can't all be known. */
    List<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        origins.add(UiSettings.origin(publicUrl + "/"));
        for (String url : configuration.list("selfservice.allowed_return_urls")) {
            Optional<String> origin = returnOrigin(url);
            if (origin.isEmpty()) {
                return List.of();
            }
            origins.add(origin.get());
        }
        origins.add(UiSettings.origin(configuration.text("selfservice.default_browser_return_url")));
        for (JsonNode provider : providers()) {
            List<String> reached = reached(provider);
            if (reached.isEmpty()) {
                return List.of();
            }
            origins.addAll(reached);
        }
        origins.addAll(configuration.list("ostiary.ui.form_action"));
        origins.remove("");
        return List.copyOf(origins);
    }

    private Iterable<JsonNode> providers() {
        boolean enabled =
                configuration.optionalBool("selfservice.methods.oidc.enabled").orElse(false);
        return enabled ? configuration.tree("selfservice.methods.oidc.config.providers") : List.of();
    }

    private static List<String> reached(JsonNode provider) {
        for (String key : List.of("auth_url", "issuer_url")) {
            String origin = UiSettings.origin(provider.path(key).asText());
            if (!origin.isEmpty()) {
                return List.of(origin);
            }
        }
        return KNOWN.getOrDefault(provider.path("provider").asText(), List.of());
    }

    /** An origin, whose host may begin with a wildcard; a native app's scheme is none. */
    private static Optional<String> returnOrigin(String url) {
        String plain = UiSettings.origin(url.replace("://*.", "://wildcard."));
        return plain.startsWith("http") ? Optional.of(plain.replace("://wildcard.", "://*.")) : Optional.empty();
    }
}
