package io.ostiary.identity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.input.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Traits, as JSON. */
class TraitsFuzzTest {

    private static final int MOST_COMPLAINTS = 50;

    private static final IdentitySchema PERSON =
            new IdentitySchemas(configuration()).find("person").orElseThrow();

    @FuzzTest
    void areTakenOrComplainedAbout(byte[] input) {
        JsonNode traits;
        try {
            traits = Documents.read(input);
        } catch (ProblemException refused) {
            return;
        }
        if (!traits.isObject()) {
            return;
        }
        TraitsFinding finding = new TraitsCheck().check(PERSON, traits);

        assertThat(finding.complaints()).hasSizeLessThanOrEqualTo(MOST_COMPLAINTS);
        finding.complaints().forEach(each -> assertThat(each.text().text()).isNotBlank());
    }

    private static Configuration configuration() {
        ObjectNode tree = (ObjectNode) Json.read("""
                {"dsn": "memory", "dev": true,
                 "serve": {"public": {"base_url": "http://public.test/"}, "admin": {"base_url": "http://admin.test/"}},
                 "selfservice": {"default_browser_return_url": "http://ui.test/"},
                 "identity": {"default_schema_id": "person", "schemas": []}}
                """, JsonNode.class);
        tree.withArray("/identity/schemas").addObject().put("id", "person").put("url", "base64://" + schema());
        return Configuration.of(tree, Map.of(), Path.of("."));
    }

    private static String schema() {
        try (InputStream in = TraitsFuzzTest.class.getResourceAsStream("/person.schema.json")) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
