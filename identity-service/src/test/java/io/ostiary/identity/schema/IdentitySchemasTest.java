package io.ostiary.identity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.credentials.CredentialsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitySchemasTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeSchemas() throws IOException {
        Files.writeString(folder.resolve("email.json"), "{\"type\": \"string\"}");
        Files.writeString(folder.resolve("person.json"), """
                {"$id": "https://schemas.test/person", "type": "object", "properties": {"traits": {"type": "object",
                 "properties": {"email": {"$ref": "file://%s/email.json"}}}}}
                """.formatted(folder));
    }

    @Test
    void followsReferencesToFiles() throws IOException {
        assertThat(load("file://person.json", false).all()).hasSize(1);
    }

    @Test
    void findsIdentifiersAndAddressesThatAnotherFileMarks() throws IOException {
        Files.writeString(folder.resolve("email.json"), """
                {"definitions": {"mail": {"type": "string", "format": "email", "ory.sh/kratos": {
                  "credentials": {"password": {"identifier": true}}, "verification": {"via": "email"}}},
                 "list": {"type": "array", "items": {"$ref": "#/definitions/mail"}}}}
                """);
        Files.writeString(folder.resolve("person.json"), """
                {"type": "object", "properties": {"traits": {"type": "object", "properties": {
                  "email": {"anyOf": [{"type": "number"}, {"$ref": "email.json#/definitions/mail"}]},
                  "others": {"$ref": "email.json#/definitions/list"}}}}}
                """);
        IdentitySchema schema = load("file://person.json", false).all().getFirst();

        TraitsFinding found = new TraitsCheck()
                .check(schema, Json.MAPPER.readTree("{\"email\": \"A@x.org\", \"others\": [\"b@x.org\"]}"));

        assertThat(found.complaints()).isEmpty();
        assertThat(found.identifiers().get(CredentialsType.PASSWORD)).containsExactly("a@x.org", "b@x.org");
        assertThat(found.verifiable()).hasSize(2);
        assertThat(new TraitsCheck()
                        .check(schema, Json.MAPPER.readTree("{\"others\": [\"no address\"]}"))
                        .complaints())
                .hasSize(1);
    }

    @Test
    void showsASchemaAsItIsConfigured() throws IOException {
        IdentitySchema schema = load("file://person.json", false).all().getFirst();

        assertThat(schema.source()
                        .at("/properties/traits/properties/email/$ref")
                        .asText())
                .isEqualTo("file://" + folder + "/email.json");
    }

    @Test
    void refusesReferencesToFilesWhereTheyAreForbidden() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load("file://person.json", true))
                .withMessageContaining("identity.schemas.0.url")
                .withMessageContaining("security.disallow_ref_in_identity_schemas");
    }

    @Test
    void namesTheKeyOfSchemaThatIsNotThere() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load("file://absent.json", false))
                .withMessageContaining("identity.schemas.0.url");
    }

    private IdentitySchemas load(String url, boolean disallow) throws IOException {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree("""
                                {"identity": {"schemas": [{"id": "default"}]},
                                 "selfservice": {"default_browser_return_url": "http://ui.test/"}, "security": {}}
                                """);
        ((ObjectNode) tree.at("/identity/schemas/0")).put("url", url);
        tree.withObject("/security").put("disallow_ref_in_identity_schemas", disallow);
        return new IdentitySchemas(Configuration.of(tree, Map.of(), folder));
    }
}
