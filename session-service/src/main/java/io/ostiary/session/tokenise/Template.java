package io.ostiary.session.tokenise;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.GoDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A template of {@code session.whoami.tokenizer.templates}.
 *
 * @param ttl how long a token is valid; zero where nothing is said, as in the contract's recordings
 * @param mapper where the program lies that changes the claims
 * @param keys where the key set lies
 * @param externalSubject whether the subject is the identity's external id
 */
record Template(Duration ttl, @Nullable String mapper, String keys, boolean externalSubject) {

    static Template of(JsonNode config) {
        return new Template(
                config.has("ttl") ? GoDuration.parse(config.path("ttl").asText()) : Duration.ZERO,
                config.has("claims_mapper_url")
                        ? config.path("claims_mapper_url").asText()
                        : null,
                config.path("jwks_url").asText(),
                config.path("subject_source").asText().equals("external_id"));
    }
}
