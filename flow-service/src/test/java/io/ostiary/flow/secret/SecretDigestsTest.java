package io.ostiary.flow.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretDigestsTest {

    private static final String OLD = "an-older-secret-of-32-characters";

    private static final String NEW = "a-newer-secret-with-32-letters-.";

    @Test
    void findsWhatWasStoredUnderAnOlderSecret() throws IOException {
        byte[] stored = digests(OLD).of("123456");

        assertThat(digests(NEW, OLD).all("123456")).contains(stored);
        assertThat(digests(NEW).all("123456")).doesNotContain(stored);
    }

    @Test
    void storesUnderTheFirstSecret() throws IOException {
        assertThat(digests(NEW, OLD).of("123456")).isEqualTo(digests(NEW).of("123456"));
    }

    private static SecretDigests digests(String... secrets) throws IOException {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree("""
                                {"identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                                 "selfservice": {"default_browser_return_url": "http://ui.test/"}, "secrets": {}}
                                """);
        ArrayNode list = tree.withObject("/secrets").putArray("cipher");
        for (String secret : secrets) {
            list.add(secret);
        }
        return new SecretDigests(Configuration.of(tree, Map.of(), Path.of(".")));
    }
}
