package io.ostiary.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import org.junit.jupiter.api.Test;

class PendingChangeTest {

    private static byte[] fingerprint(String traits) {
        return PendingChange.fingerprint(Json.read(traits, JsonNode.class));
    }

    @Test
    void doesNotMindTheOrderOfFields() {
        assertThat(fingerprint("{\"a\":1,\"b\":{\"x\":1,\"y\":[1,2]}}"))
                .isEqualTo(fingerprint("{\"b\":{\"y\":[1,2],\"x\":1},\"a\":1}"));
    }

    @Test
    void tellsOtherTraitsApart() {
        assertThat(fingerprint("{\"a\":1}")).isNotEqualTo(fingerprint("{\"a\":2}"));
        assertThat(fingerprint("{\"a\":[1,2]}")).isNotEqualTo(fingerprint("{\"a\":[2,1]}"));
    }
}
