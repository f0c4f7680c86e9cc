package io.ostiary.courier.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSealTest {

    private static final String OLD = "0123456789abcdef0123456789abcdef";
    private static final String NEW = "fedcba9876543210fedcba9876543210";
    private static final byte[] DATA = "{\"code\":\"123456\"}".getBytes(StandardCharsets.UTF_8);

    private static final UUID ID = UUID.fromString("0191f0c5-0000-7000-8000-000000000001");

    /** The data as version 0.1.0 sealed it for the message under the older secret. */
    private static final String AES_OF_0_1_0 =
            "01eb79bef609c02d6e691401f535ef4e004d5d9ef92a513e14cf58c080b924ce0a91ac23eddb3c67eb163f04adfd";

    private static final String XCHACHA_OF_0_1_0 = "0276a6c7addeb3a9ab26b2ce787b9357ded1070adc72f6256a10f25a"
            + "db394a8d9b9c06761cbea1e3aa429dac34cabf3ab3f2c64d6bb666c5e59f";

    @ParameterizedTest
    @ValueSource(strings = {"noop", "aes", "xchacha20-poly1305"})
    void opensWhatItSealed(String algorithm) {
        MessageSeal seal = seal(algorithm, OLD);
        byte[] sealed = seal.seal(ID, DATA);

        assertThat(seal.open(ID, sealed)).isEqualTo(DATA);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("123456");
        assertThat(seal.seal(ID, DATA)).isNotEqualTo(sealed);
    }

    @Test
    void opensWhatAnOlderSecretSealed() {
        byte[] sealed = seal("aes", OLD).seal(ID, DATA);

        assertThat(seal("aes", NEW, OLD).open(ID, sealed)).isEqualTo(DATA);
    }

    @Test
    void refusesAnotherSecretAndAnotherMessage() {
        byte[] sealed = seal("aes", OLD).seal(ID, DATA);

        assertThatThrownBy(() -> seal("aes", NEW).open(ID, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal("aes", OLD).open(UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {AES_OF_0_1_0, XCHACHA_OF_0_1_0})
    void opensMessagesThatTheFirstVersionLeft(String column) {
        byte[] sealed = HexFormat.of().parseHex(column);

        assertThat(seal("aes", NEW, OLD).open(ID, sealed)).isEqualTo(DATA);
        assertThatThrownBy(() -> seal("aes", NEW).open(ID, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal("aes", OLD).open(UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Section 2.2.1 of draft-irtf-cfrg-xchacha-03. */
    @Test
    void derivesTheSubkeyOfTheDraft() throws GeneralSecurityException {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] nonce = HexFormat.of().parseHex("000000090000004a0000000031415927");

        assertThat(HexFormat.of().formatHex(EarlierMessages.subkey(key, nonce)))
                .isEqualTo("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");
    }

    private static MessageSeal seal(String algorithm, String... secrets) {
        ObjectNode tree = (ObjectNode) Json.tree(Map.of(
                "dsn", "memory",
                "selfservice", Map.of("default_browser_return_url", "http://127.0.0.1/"),
                "identity", Map.of("schemas", List.of(Map.of("id", "default", "url", "base64://e30="))),
                "secrets", Map.of("cipher", secrets),
                "ciphers", Map.of("algorithm", algorithm)));
        return new MessageSeal(Configuration.of(tree, Map.of(), Path.of(".")));
    }
}
