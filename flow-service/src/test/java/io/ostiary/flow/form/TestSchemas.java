package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;

/** Forms of identity schemas for tests of other packages. */
public final class TestSchemas {

    private TestSchemas() {}

    /** The form of a schema, which is read as a file is. */
    public static IdentitySchemaForm form(String schema) {
        return new IdentitySchemaForm("person", Json.read(schema, JsonNode.class));
    }
}
