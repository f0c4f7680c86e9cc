package io.ostiary.contract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTextTest {

    private static final Secret OLD = Secret.of("an-older-secret-of-the-list");
    private static final Secret NEW = Secret.of("the-newest-secret-of-the-list");

    @Test
    void opensWhatItSealed() {
        SealedText sealed = new SealedText("test", List.of(NEW));

        assertThat(sealed.open(sealed.seal("some text"))).contains("some text");
    }

    @Test
    void opensWhatWasSealedUnderAnOlderSecret() {
        String before = new SealedText("test", List.of(OLD)).seal("some text");

        assertThat(new SealedText("test", List.of(NEW, OLD)).open(before)).contains("some text");
        assertThat(new SealedText("test", List.of(NEW)).open(before)).isEmpty();
    }

    @Test
    void opensNothingThatWasChangedOrMadeForAnotherUse() {
        SealedText sealed = new SealedText("test", List.of(NEW));
        String text = sealed.seal("some text");
        char last = text.charAt(20);

        assertThat(sealed.open(text.substring(0, 20) + (last == 'A' ? 'B' : 'A') + text.substring(21)))
                .isEmpty();
        assertThat(new SealedText("another use", List.of(NEW)).open(text)).isEmpty();
        assertThat(sealed.open("no base64 %%")).isEmpty();
    }
}
