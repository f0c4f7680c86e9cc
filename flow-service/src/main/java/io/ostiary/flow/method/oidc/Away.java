package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.flow.flow.Flow;
import java.util.Optional;
import java.util.UUID;

/**
 * What waits in a flow, sealed, while its browser is at a provider.
 *
 * @param id of the departure, which {@code state} names
 * @param mark of the browser that left, {@link #ANY_BROWSER} or {@link #NO_BROWSER}
 * @param verifier of the departure
 * @param submission that waits
 */
record Away(UUID id, String mark, String verifier, ObjectNode submission) {

    /** The mark where any browser may come back. */
    static final String ANY_BROWSER = "";

    /** A mark that no browser has. */
    static final String NO_BROWSER = "-";

    private static final String KEPT = "away";

    void keepIn(Flow flow) {
        ObjectNode kept = flow.secrets(OidcConfig.NAME).putObject(KEPT);
        kept.put("id", id.toString()).put("mark", mark).put("verifier", verifier);
        kept.set("submission", submission);
    }

    static Optional<Away> of(Flow flow) {
        return flow.secrets(OidcConfig.NAME).path(KEPT) instanceof ObjectNode kept
                ? Optional.of(new Away(
                        UUID.fromString(kept.path("id").asText()),
                        kept.path("mark").asText(),
                        kept.path("verifier").asText(),
                        (ObjectNode) kept.get("submission")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Away[" + id + "]";
    }
}
