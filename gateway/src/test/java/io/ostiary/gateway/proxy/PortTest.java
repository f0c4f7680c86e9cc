package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ostiary.config.Configuration;
import io.ostiary.gateway.route.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortTest {

    private static final String REST = """
            identity: {schemas: [{id: default, url: "base64://e30="}]}
            selfservice: {default_browser_return_url: "http://127.0.0.1/"}
            secrets: {cookie: [a-cookie-secret-for-tests-only]}
            """;

    @Test
    void opensTwoPortsOfTheCurrentContract() throws IOException {
        assertThat(ports(""))
                .containsExactly(new Port(Listener.PUBLIC, "serve.public"), new Port(Listener.ADMIN, "serve.admin"));
    }

    @Test
    void turnsBothPortsToTheOlderContract() throws IOException {
        assertThat(ports("ostiary: {compatibility: v0.5}"))
                .containsExactly(
                        new Port(Listener.V05_PUBLIC, "serve.public"), new Port(Listener.V05_ADMIN, "serve.admin"));
    }

    @Test
    void opensPortsOfTheOlderContractBesideThem() throws IOException {
        assertThat(ports("ostiary: {serve: {v05: {public: {port: 4443}}}}"))
                .containsExactly(
                        new Port(Listener.PUBLIC, "serve.public"),
                        new Port(Listener.ADMIN, "serve.admin"),
                        new Port(Listener.V05_PUBLIC, "ostiary.serve.v05.public"));
    }

    private static java.util.List<Port> ports(String yaml) throws IOException {
        ObjectNode tree = (ObjectNode) new YAMLMapper().readTree(REST + yaml);
        return Port.of(Configuration.of(tree, Map.of(), Path.of(".")));
    }
}
