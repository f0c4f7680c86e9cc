package io.ostiary.flow.method.totp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Secrets of authenticator apps and their codes. */
class TotpSecretTest {

    /** The secret of RFC 6238, appendix B: "12345678901234567890". */
    private static final String RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Test
    void makesTheCodesOfTheStandard() {
        TotpSecret secret = secret("otpauth://totp/a?secret=" + RFC).orElseThrow();

        assertThat(secret.code(59 / 30)).isEqualTo("287082");
        assertThat(secret.code(1111111109L / 30)).isEqualTo("081804");
        assertThat(secret.code(20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    void takesTheCodeOfTheStepBeforeAndAfterButNotOfTwoAway() {
        TotpSecret secret = secret("otpauth://totp/a?secret=" + RFC).orElseThrow();
        Instant now = Instant.ofEpochSecond(1111111109L);
        long step = 1111111109L / 30;

        for (long away = -1; away <= 1; away++) {
            assertThat(secret.stepOf(secret.code(step + away), now)).isEqualTo(OptionalLong.of(step + away));
        }
        assertThat(secret.stepOf(secret.code(step - 2), now)).isEmpty();
        assertThat(secret.stepOf(secret.code(step + 2), now)).isEmpty();
        assertThat(secret.stepOf("081 804", now)).isEmpty();
    }

    @Test
    void readsSecretsAsOtherSystemsWriteThem() {
        assertThat(secret("otpauth://totp/x:y?period=30&secret=" + RFC.toLowerCase() + "%3D&issuer=x"))
                .as("an escaped sign of padding")
                .isPresent();
        assertThat(secret("otpauth://totp/x%3Ay?secret=" + RFC + "====&digits=6"))
                .isPresent();
        assertThat(secret("otpauth://totp/x?issuer=x")).isEmpty();
        assertThat(secret("otpauth://totp/x?secret=")).isEmpty();
        assertThat(secret("otpauth://totp/x?secret=018!")).isEmpty();
        assertThat(secret("no address at all {")).isEmpty();
        assertThat(TotpSecret.of(Json.object())).isEmpty();
    }

    @Test
    void writesAnAddressThatItReads() {
        TotpSecret secret = TotpSecret.random("Some & Co", "ann+b@example.org");

        assertThat(secret.url()).startsWith("otpauth://totp/Some%20%26%20Co:ann%2Bb%40example.org?");
        assertThat(TotpSecret.of(secret.config()).orElseThrow().text()).isEqualTo(secret.text());
        assertThat(secret.text()).as("160 bits").matches("[A-Z2-7]{32}");
        assertThat(secret).hasToString("TotpSecret");
    }

    @Test
    void tellsTwoSecretsApart() {
        assertThat(TotpSecret.random("a", "b").fingerprint())
                .isNotEqualTo(TotpSecret.random("a", "b").fingerprint());
    }

    private static Optional<TotpSecret> secret(String url) {
        return TotpSecret.of(Json.read(Json.text(Json.object().put("totp_url", url)), JsonNode.class));
    }
}
