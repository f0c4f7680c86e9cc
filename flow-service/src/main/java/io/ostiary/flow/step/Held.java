package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.identity.IdentitySnapshot;
import java.util.List;

/**
 * Credentials that somebody holds. Their config came sealed and is open here: it may hold secrets.
 *
 * @param identity whose they are
 * @param identifiers what finds the identity by them
 */
public record Held(IdentitySnapshot identity, List<String> identifiers, JsonNode config) {

    @Override
    public String toString() {
        return "Held[" + identity.id() + "]";
    }
}
