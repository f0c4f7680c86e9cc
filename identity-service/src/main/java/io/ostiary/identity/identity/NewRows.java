package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.credentials.CredentialsSeal;
import io.ostiary.identity.credentials.CredentialsType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of new identities, one JSON list for each table, as {@link IdentityStatements#INSERT}
 * takes them. What is unique is in order, so that two transactions that want the same wait for each
 * other instead of giving up both.
 */
record NewRows(
        ArrayNode identities, ArrayNode credentials, ArrayNode identifiers, ArrayNode verifiable, ArrayNode recovery) {

    static NewRows of(Collection<Identity> identities, CredentialsSeal seal) {
        List<ObjectNode> identifiers = new ArrayList<>();
        List<ObjectNode> verifiable = new ArrayList<>();
        List<ObjectNode> recovery = new ArrayList<>();
        NewRows rows = new NewRows(list(), list(), list(), list(), list());
        for (Identity identity : identities) {
            String owner = identity.id().toString();
            ObjectNode tree = (ObjectNode) Json.tree(identity);
            for (JsonNode each : tree.remove("credentials")) {
                ObjectNode credentials = owned(each, owner);
                for (JsonNode identifier : credentials.remove("identifiers")) {
                    identifiers.add(Json.object()
                            .put("owner", owner)
                            .put("type", each.get("type").asText())
                            .put("identifier", identifier.asText()));
                }
                CredentialsType type = CredentialsType.of(each.get("type").asText());
                credentials.set("config", seal.seal(identity.id(), type, credentials.get("config")));
                rows.credentials.add(credentials);
            }
            tree.remove("verifiableAddresses").forEach(each -> verifiable.add(owned(each, owner)));
            tree.remove("recoveryAddresses").forEach(each -> recovery.add(owned(each, owner)));
            rows.identities.add(tree);
        }
        rows.identifiers.addAll(sorted(identifiers, "type", "identifier"));
        rows.verifiable.addAll(sorted(verifiable, "via", "value"));
        rows.recovery.addAll(sorted(recovery, "via", "value"));
        return rows;
    }

    private static ArrayNode list() {
        return Json.MAPPER.createArrayNode();
    }

    private static ObjectNode owned(JsonNode row, String owner) {
        return ((ObjectNode) row).put("owner", owner);
    }

    private static List<ObjectNode> sorted(List<ObjectNode> rows, String first, String second) {
        rows.sort(
                Comparator.<ObjectNode, String>comparing(each -> each.get(first).asText())
                        .thenComparing(each -> each.get(second).asText()));
        return rows;
    }
}
