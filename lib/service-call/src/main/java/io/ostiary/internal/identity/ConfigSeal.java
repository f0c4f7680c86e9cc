package io.ostiary.internal.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.SealedText;
import jakarta.inject.Singleton;

/**
 * Seals configs of credentials for their way between services, under {@code secrets.cipher}, which
 * all services share.
 */
@Singleton
public class ConfigSeal {

    private final SealedText sealed;

    public ConfigSeal(Configuration configuration) {
        this.sealed = new SealedText("ostiary credentials on their way", configuration.secrets("secrets.cipher"));
    }

    /** Seals a config or an item of it. */
    public SealedConfig seal(JsonNode config) {
        return new SealedConfig(sealed.seal(config.toString()));
    }

    /**
     * Opens what was sealed.
     *
     * @throws IllegalStateException when it was sealed under a secret that the configuration lacks
     */
    public JsonNode open(SealedConfig config) {
        String text = sealed.open(config.sealed())
                .orElseThrow(() -> new IllegalStateException("a config was sealed under an unknown secret"));
        return Json.read(text, JsonNode.class);
    }
}
