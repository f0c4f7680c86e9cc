package io.ostiary.contract.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import jakarta.inject.Singleton;

/**
 * Seals message data on its way from the service that decides to courier-service, under {@code
 * secrets.cipher}.
 */
@Singleton
public class DataSeal {

    private final SealedText sealed;

    DataSeal(Configuration configuration) {
        this.sealed = new SealedText("ostiary message data", configuration.secrets("secrets.cipher"));
    }

    /** Seals data. */
    public String seal(JsonNode data) {
        return sealed.seal(data.toString());
    }

    /**
     * Opens sealed data; data that came unsealed is handed on.
     *
     * @throws IllegalStateException when it was sealed under a secret that the configuration lacks
     */
    public JsonNode open(JsonNode data) {
        if (!data.isTextual()) {
            return data;
        }
        String text = sealed.open(data.textValue())
                .orElseThrow(() -> new IllegalStateException("message data was sealed under an unknown secret"));
        return Json.read(text, JsonNode.class);
    }
}
