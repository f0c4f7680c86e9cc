package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.Seal;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Seals what methods keep secretly in a flow, under {@code secrets.cipher}. What is sealed names its
 * flow, so that it opens in no other row.
 */
@Singleton
class FlowSeal {

    private static final String FLOW = "flow";
    private static final String SECRETS = "secrets";

    private final Seal seal;

    FlowSeal(Configuration configuration) {
        this.seal = new Seal("ostiary flow secrets", configuration.secrets("secrets.cipher"));
    }

    /** Seals the secrets of a flow. @return text for its row */
    String seal(UUID flow, ObjectNode secrets) {
        ObjectNode plain = Json.object().put(FLOW, flow.toString());
        plain.set(SECRETS, secrets);
        return seal.seal(plain.toString());
    }

    /**
     * Opens what {@link #seal} made for the same flow.
     *
     * @throws UnreadableFlow when it was made for another, or under a secret that is not configured
     */
    ObjectNode open(UUID flow, String sealed) {
        return seal.open(sealed)
                .map(text -> Json.read(text, ObjectNode.class))
                .filter(plain -> plain.path(FLOW).asText().equals(flow.toString()))
                .map(plain -> plain.withObjectProperty(SECRETS))
                .orElseThrow(UnreadableFlow::new);
    }
}
