package io.ostiary.contract.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final Secret OLD = Secret.of("an-older-secret-of-the-list");
    private static final Secret NEW = Secret.of("the-newest-secret-of-the-list");

    /** "some text", sealed by version 0.1.0 under the older secret for the use "test". */
    private static final String OF_0_1_0 = "aAHW_Uje6cOQdaFRJecJVckZBX-pZ85DkVitejgyMsUoQJ5imQ";

    private final Seal seal = new Seal("test", List.of(NEW));

    @Test
    void opensWhatItSealed() {
        String sealed = seal.seal("some text");

        assertThat(seal.open(sealed)).contains("some text");
        assertThat(sealed).matches("[A-Za-z0-9._-]+");
        assertThat(seal.seal("some text")).isNotEqualTo(sealed);
        assertThat(seal.open(seal.seal(""))).contains("");
    }

    @Test
    void opensBytesUnderTheirContextOnly() {
        byte[] sealed = seal.seal("some text".getBytes(StandardCharsets.UTF_8), "row 1");

        assertThat(seal.open(sealed, "row 1"))
                .hasValueSatisfying(content ->
                        assertThat(content).asString(StandardCharsets.UTF_8).isEqualTo("some text"));
        assertThat(seal.open(sealed, "row 2")).isEmpty();
    }

    @Test
    void opensATextUnderItsContextOnly() {
        String sealed = seal.seal("some text", "row 1");

        assertThat(seal.open(sealed, "row 1")).contains("some text");
        assertThat(seal.open(sealed, "row 2")).isEmpty();
        assertThat(seal.open(sealed)).isEmpty();
    }

    @Test
    void opensWhatWasSealedUnderAnOlderSecret() {
        String before = new Seal("test", List.of(OLD)).seal("some text");

        assertThat(new Seal("test", List.of(NEW, OLD)).open(before)).contains("some text");
        assertThat(seal.open(before)).isEmpty();
    }

    @Test
    void opensTextsOfTheFirstVersion() {
        assertThat(new Seal("test", List.of(NEW, OLD)).open(OF_0_1_0)).contains("some text");
        assertThat(seal.open(OF_0_1_0)).isEmpty();
        assertThat(new Seal("another use", List.of(OLD)).open(OF_0_1_0)).isEmpty();
    }

    @Test
    void takesNoTextOfTheFirstVersionWhereAContextIsAskedFor() {
        assertThat(new Seal("test", List.of(OLD)).open(OF_0_1_0, "row 1")).isEmpty();
        assertThat(new Seal("test", List.of(OLD)).open(OF_0_1_0, "")).isEmpty();
    }

    @Test
    void opensNothingThatWasChangedAnywhere() {
        byte[] sealed = seal.seal("some text".getBytes(StandardCharsets.UTF_8), "");

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(changed, "")).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void opensNothingThatIsNotOurs() {
        String text = seal.seal("some text");

        assertThat(new Seal("another use", List.of(NEW)).open(text)).isEmpty();
        for (String strange :
                List.of("", "2.", "2.AAAA", "no base64 %%", "2.%%", text.substring(2), text.substring(3))) {
            assertThat(seal.open(strange)).as(strange).isEmpty();
        }
    }

    @Test
    void sealsNothingWithoutASecret() {
        Seal none = new Seal("test", List.of());

        assertThatIllegalStateException().isThrownBy(() -> none.seal("some text"));
        assertThat(none.open(seal.seal("some text"))).isEmpty();
    }
}
