package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.StackConfig;
import java.util.UUID;

/** What the races prepare and look up on the admin side. */
record Admin(StackConfig config) {

    static String newEmail() {
        return "racer." + UUID.randomUUID() + "@example.org";
    }

    /** The body that creates an identity. */
    static ObjectNode identity(String email) {
        ObjectNode body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", email);
        return body;
    }

    /** Creates an identity without credentials and gives its id. */
    String create(String email) {
        return create(identity(email));
    }

    /** Creates an identity and gives its id. */
    String create(ObjectNode identity) {
        return Http.post(config.adminUrl() + "/admin/identities", identity)
                .expect(201)
                .text("/id");
    }

    /** Creates a recovery, by {@code code} or {@code link}, with more fields. */
    JsonNode recover(String way, String identity, ObjectNode fields) {
        ObjectNode body = fields.put("identity_id", identity).put("expires_in", "30m");
        return Http.post(config.adminUrl() + "/admin/recovery/" + way, body).body();
    }

    /** How many identities have an address as identifier or are reachable by it. */
    int identities(String email) {
        return found(email).size();
    }

    /** Those identities. */
    JsonNode found(String email) {
        String query = "/admin/identities?credentials_identifier=" + email;
        return Http.get(config.adminUrl() + query).expect(200).body();
    }

    /** How many sessions an identity has. */
    int sessions(String identity) {
        return listed(identity).size();
    }

    /** The session of an identity that has one. */
    JsonNode onlySession(String identity) {
        JsonNode all = listed(identity);
        if (all.size() != 1) {
            throw new AssertionError("one session is expected, but there are " + all);
        }
        return all.get(0);
    }

    private JsonNode listed(String identity) {
        String path = "/admin/identities/" + identity + "/sessions";
        return Http.get(config.adminUrl() + path).expect(200).body();
    }
}
