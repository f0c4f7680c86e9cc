package io.ostiary.contract.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import jakarta.inject.Singleton;

/**
 * Seals data that a service keeps or hands to another one, under {@code secrets.cipher}: message
 * data on its way to courier-service, submissions that wait.
 */
@Singleton
public class DataSeal {

    private final Seal seal;

    DataSeal(Configuration configuration) {
        this.seal = new Seal("ostiary message data", configuration.secrets("secrets.cipher"));
    }

    /** Seals data. */
    public String seal(JsonNode data) {
        return seal.seal(data.toString());
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
        String text = seal.open(data.textValue())
                .orElseThrow(() -> new IllegalStateException("message data was sealed under an unknown secret"));
        return Json.read(text, JsonNode.class);
    }
}
