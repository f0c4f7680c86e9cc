package io.ostiary.identity.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Hashes of passwords, as imports bring them. */
class HashFuzzTest {

    /** Whatever a hash says, nobody has more than that. */
    private static final long MOST_KIB = 4L << 20;

    @FuzzTest
    void isOfAKnownFormOrRefused(byte[] input) {
        String hash = new String(input, StandardCharsets.UTF_8);
        try {
            HashFormat format = PasswordHashes.checkForm(hash);
            assertThat(format.memoryKib(hash)).isBetween(0L, MOST_KIB);
            if (format.isCheap(hash)) {
                format.verify(new byte[] {1}, hash);
            }
        } catch (UnusableHashException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
        }
    }
}
