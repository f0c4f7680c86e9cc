package io.ostiary.contract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of c2sp.org/XAES-256-GCM: the two keys differ in the carry of the doubling. */
class ExtendedNonceKeyTest {

    private static final String NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX";
    private static final String TEXT = "XAES-256-GCM";

    @Test
    void sealsTheFirstVector() {
        assertThat(sealed(1, "")).isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    }

    @Test
    void sealsTheSecondVectorWithContext() {
        assertThat(sealed(3, "c2sp.org/XAES-256-GCM"))
                .isEqualTo("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    @Test
    void opensTheSecondVector() {
        byte[] sealed = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(bytes(NONCE))
                        + "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");

        assertThat(key(3).open(sealed, bytes("c2sp.org/XAES-256-GCM"))).hasValue(bytes(TEXT));
        assertThat(key(3).open(sealed, bytes("c2sp.org/xaes-256-gcm"))).isEmpty();
    }

    private static String sealed(int keyByte, String context) {
        byte[] sealed = key(keyByte).seal(bytes(NONCE), bytes(TEXT), bytes(context));
        return HexFormat.of().formatHex(sealed, ExtendedNonceKey.NONCE_BYTES, sealed.length);
    }

    private static ExtendedNonceKey key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return ExtendedNonceKey.of(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
