package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaBundleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void leavesASchemaAloneThatRefersToNothingOutside() throws IOException {
        ObjectNode schema = read("""
                {"$id": "https://schemas.test/a.json", "properties": {"x": {"$ref": "#/definitions/x"},
                 "y": {"$ref": "https://schemas.test/a.json#/definitions/x"}}, "definitions": {"x": {"type": "string"}}}
                """);

        assertThat(bundle("file://a.json", schema)).isSameAs(schema);
    }

    @Test
    void takesInAPartOfAnotherFile() throws IOException {
        write("shared/address.json", """
                {"$id": "https://schemas.test/address.json", "definitions": {"mail": {"$ref": "#/definitions/text"},
                 "text": {"type": "string", "ory.sh/kratos": {"credentials": {"password": {"identifier": true}}}}}}
                """);

        ObjectNode whole = bundle("file://person.json", read("""
                {"properties": {"email": {"$ref": "shared/address.json#/definitions/mail"}}}"""));

        JsonNode mail = followed(whole, whole.at("/properties/email"));
        assertThat(followed(whole, mail)
                        .at("/ory.sh~1kratos/credentials/password/identifier")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void endsWhereDocumentsReferToOneAnotherInCircles() throws IOException {
        write("a.json", "{\"properties\": {\"b\": {\"$ref\": \"b.json\"}}}");
        write("b.json", "{\"properties\": {\"a\": {\"$ref\": \"a.json\"}, \"self\": {\"$ref\": \"#\"}}}");

        ObjectNode whole = bundle("file://a.json", read(Files.readString(folder.resolve("a.json"))));

        JsonNode b = followed(whole, whole.at("/properties/b"));
        assertThat(followed(whole, b.at("/properties/self"))).isSameAs(b);
        assertThat(followed(whole, b.at("/properties/a")).at("/properties/b")).isNotEmpty();
        assertThat(whole.path("definitions").size()).isLessThanOrEqualTo(2);
    }

    @Test
    void takesInWhatAServerHas() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/defs/mail.json", exchange -> {
            byte[] body = "{\"type\": \"string\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            ObjectNode whole = bundle(base + "/person.json", read("""
                    {"properties": {"email": {"$ref": "defs/mail.json#"}}}"""));

            assertThat(followed(whole, whole.at("/properties/email"))
                            .path("type")
                            .asText())
                    .isEqualTo("string");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void takesDataForData() throws IOException {
        ObjectNode schema = read("""
                {"properties": {"x": {"const": {"$ref": "absent.json"}, "enum": [{"$ref": "absent.json"}]}}}""");

        assertThat(bundle("file://a.json", schema)).isSameAs(schema);
    }

    @Test
    void namesADocumentThatIsNotThere() {
        assertThatIOException()
                .isThrownBy(() -> bundle("file://a.json", read("{\"allOf\": [{\"$ref\": \"absent.json\"}]}")))
                .withMessageContaining("absent.json");
    }

    @Test
    void takesInSoManyDocumentsAndNoMore() throws IOException {
        for (int i = 0; i <= SchemaBundle.MOST_DOCUMENTS; i++) {
            write("n" + i + ".json", "{\"allOf\": [{\"$ref\": \"n" + (i + 1) + ".json\"}]}");
        }

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bundle("file://a.json", read("{\"allOf\": [{\"$ref\": \"n0.json\"}]}")))
                .withMessageContaining("more than " + SchemaBundle.MOST_DOCUMENTS);
    }

    private static JsonNode followed(JsonNode whole, JsonNode reference) {
        String pointer = reference.path("$ref").asText();
        assertThat(pointer).startsWith("#");
        return whole.at(pointer.substring(1));
    }

    private ObjectNode bundle(String url, ObjectNode schema) throws IOException {
        ObjectNode tree = read("""
                {"selfservice": {"default_browser_return_url": "http://ui.test/"},
                 "identity": {"schemas": [{"id": "default", "url": "base64://e30="}]}}
                """);
        return SchemaBundle.of(Configuration.of(tree, Map.of(), folder), url, schema);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static ObjectNode read(String text) throws IOException {
        return (ObjectNode) JSON.readTree(text);
    }
}
