package io.ostiary.courier.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataCipherTest {

    private static final String OLD = "0123456789abcdef0123456789abcdef";
    private static final String NEW = "fedcba9876543210fedcba9876543210";
    private static final byte[] DATA = "{\"code\":\"123456\"}".getBytes(StandardCharsets.UTF_8);

    private final UUID id = UUID.randomUUID();

    @Test
    void opensWhatItSealed() {
        for (String algorithm : List.of("noop", "aes", "xchacha20-poly1305")) {
            DataCipher cipher = cipher(algorithm, OLD);
            byte[] sealed = cipher.seal(id, DATA);
            assertThat(cipher.open(id, sealed)).isEqualTo(DATA);
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("123456");
            assertThat(cipher.seal(id, DATA)).isNotEqualTo(sealed);
        }
    }

    @Test
    void opensWhatAnOlderSecretOrTheOtherAlgorithmSealed() {
        byte[] sealed = cipher("aes", OLD).seal(id, DATA);

        assertThat(cipher("xchacha20-poly1305", NEW, OLD).open(id, sealed)).isEqualTo(DATA);
    }

    @Test
    void refusesAnotherSecretAndAnotherMessage() {
        byte[] sealed = cipher("aes", OLD).seal(id, DATA);

        assertThatThrownBy(() -> cipher("aes", NEW).open(id, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher("aes", OLD).open(UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Section 2.2.1 of draft-irtf-cfrg-xchacha-03. */
    @Test
    void derivesTheSubkeyOfTheDraft() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] nonce = HexFormat.of().parseHex("000000090000004a0000000031415927");

        assertThat(HexFormat.of().formatHex(XChaCha20.subkey(key, nonce)))
                .isEqualTo("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");
    }

    private static DataCipher cipher(String algorithm, String... secrets) {
        ObjectNode tree = (ObjectNode) Json.tree(Map.of(
                "dsn", "memory",
                "selfservice", Map.of("default_browser_return_url", "http://127.0.0.1/"),
                "identity", Map.of("schemas", List.of(Map.of("id", "default", "url", "base64://e30="))),
                "secrets", Map.of("cipher", secrets),
                "ciphers", Map.of("algorithm", algorithm)));
        return new DataCipher(Configuration.of(tree, Map.of(), Path.of(".")));
    }
}
