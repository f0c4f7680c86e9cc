package io.ostiary.flow.http;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the clients of each generation of the contract find the public side and its pages. What the older one has no
 * address of its own for is the same as in the current one.
 */
final class Places {

    private static final String V05 = "ostiary.serve.v05.";

    private final Configuration configuration;
    private final Map<Generation, String> publicUrls = new EnumMap<>(Generation.class);

    Places(Configuration configuration) {
        this.configuration = configuration;
        String current = configuration.text("serve.public.base_url");
        publicUrls.put(Generation.CURRENT, bare(current));
        publicUrls.put(
                Generation.V05,
                bare(configuration.optionalText(V05 + "public.base_url").orElse(current)));
    }

    private static String bare(String url) {
        return url.replaceAll("/+$", "");
    }

    /** The address of the public side, without a slash at its end. */
    String publicUrl(Generation generation) {
        return Objects.requireNonNull(publicUrls.get(generation));
    }

    /** The addresses of the public side, each once. */
    List<String> publicUrls() {
        return publicUrls.values().stream().distinct().toList();
    }

    /** The page that shows a kind of flow. */
    Optional<String> page(Generation generation, String flow) {
        Optional<String> current = configuration.optionalText("selfservice.flows." + flow + ".ui_url");
        return switch (generation) {
            case CURRENT -> current;
            case V05 -> configuration.optionalText(V05 + "ui_urls." + flow).or(() -> current);
        };
    }
}
