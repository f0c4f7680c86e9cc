package io.ostiary.flow.form;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Submission;
import java.util.List;

/** Bodies of forms: a first byte that chooses the type, then the body. */
class FormFuzzTest {

    private static final List<String> TYPES = List.of(
            "application/json", "application/x-www-form-urlencoded", "application/json; charset=utf-8", "text/plain");

    private static final IdentitySchemaForm PERSON = new IdentitySchemaForm("person", Json.read("""
                            {"properties": {"traits": {"type": "object", "required": ["email", "agreed"], "properties": {
                              "email": {"type": "string", "format": "email"},
                              "name": {"type": "object", "properties": {"first": {"type": "string"}}},
                              "age": {"type": "integer"},
                              "score": {"type": "number"},
                              "agreed": {"type": "boolean"},
                              "tags": {"type": "array", "items": {"type": "string"}},
                              "note": {"type": ["string", "null"]},
                              "pets": {"type": "array", "items": {"type": "object"}}
                            }}}}
                            """, JsonNode.class));

    @FuzzTest
    void isReadOrRefused(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String type = TYPES.get(Math.floorMod(input[0], TYPES.size()));
        byte[] body = java.util.Arrays.copyOfRange(input, 1, input.length);
        try {
            Submission sent = Submission.read(type, body, PERSON);
            // What was read can be kept, shown again and asked.
            Json.read(sent.traits().toString(), JsonNode.class);
            sent.method();
            sent.csrfToken();
            sent.secret("password");
            sent.firstText("identifier", "password_identifier");
            sent.transientPayload();
            sent.kept();
        } catch (ProblemException refused) {
            // an answer in the contract's form
        }
    }
}
