package io.ostiary.config.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerProofTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final String ADDRESS = "203.0.113.9";

    @TempDir
    Path folder;

    @BeforeEach
    void writeKeys() throws Exception {
        Files.writeString(folder.resolve("identity.proof"), ProofKeys.newLine() + "\n");
        Files.writeString(folder.resolve("session.proof"), ProofKeys.newLine() + "\n");
    }

    @Test
    void holdsForWhatTheGatewaySaid() {
        String proof = proof("identity", NOON).make("public", ADDRESS);

        assertThat(proof("identity", NOON).holds(proof, "public", ADDRESS)).isTrue();
    }

    @Test
    void doesNotHoldForAnotherListenerAddressServiceOrText() {
        String proof = proof("identity", NOON).make("public", ADDRESS);
        ListenerProof identity = proof("identity", NOON);

        assertThat(identity.holds(proof, "admin", ADDRESS)).isFalse();
        assertThat(identity.holds(proof, "public", "203.0.113.8")).isFalse();
        assertThat(identity.holds(proof, "public", null)).isFalse();
        assertThat(proof("session", NOON).holds(proof, "public", ADDRESS)).isFalse();
        assertThat(identity.holds(proof.substring(0, proof.length() - 1) + "!", "public", ADDRESS))
                .isFalse();
        for (String other : new String[] {null, "", ".", "1.", "x" + proof, proof + "x", "-" + proof, "9".repeat(30)}) {
            assertThat(identity.holds(other, "public", ADDRESS)).isFalse();
        }
    }

    @Test
    void remembersNoProofForSomethingElse() {
        ListenerProof identity = proof("identity", NOON);
        ListenerProof later = proof("identity", NOON.plusSeconds(1));
        Map<String, String> made = new HashMap<>();

        // More of them than there are places to remember in, and each twice.
        for (int turn = 0; turn < 2; turn++) {
            for (int n = 0; n < 1_000; n++) {
                String address = "203.0." + n / 250 + "." + n % 250;
                String proof = identity.make("public", address);
                assertThat(made.getOrDefault(address, proof)).isEqualTo(proof);
                made.put(address, proof);
                assertThat(identity.holds(proof, "public", address)).isTrue();
                assertThat(identity.holds(proof, "admin", address)).isFalse();
                assertThat(later.holds(proof, "public", address)).isTrue();
                assertThat(later.make("public", address)).isNotEqualTo(proof);
            }
        }
        assertThat(Set.copyOf(made.values())).hasSize(1_000);
    }

    @Test
    void isGoodForAMinute() {
        String proof = proof("identity", NOON).make("public", ADDRESS);

        assertThat(proof("identity", NOON.plusSeconds(60)).holds(proof, "public", ADDRESS))
                .isTrue();
        assertThat(proof("identity", NOON.minusSeconds(60)).holds(proof, "public", ADDRESS))
                .isTrue();
        assertThat(proof("identity", NOON.plusSeconds(61)).holds(proof, "public", ADDRESS))
                .isFalse();
        assertThat(proof("identity", NOON.minus(Duration.ofDays(1))).holds(proof, "public", ADDRESS))
                .isFalse();
    }

    @Test
    void acceptsTheOldKeyWhileKeysChange() throws Exception {
        String old = Files.readString(folder.resolve("identity.proof"));
        String oldProof = proof("identity", NOON).make("public", ADDRESS);
        Files.writeString(folder.resolve("identity.proof"), ProofKeys.newLine() + "\n" + old);
        String newProof = proof("identity", NOON).make("public", ADDRESS);

        assertThat(proof("identity", NOON).holds(oldProof, "public", ADDRESS)).isTrue();
        assertThat(proof("identity", NOON).holds(newProof, "public", ADDRESS)).isTrue();
        Files.writeString(folder.resolve("identity.proof"), old);
        assertThat(proof("identity", NOON).holds(newProof, "public", ADDRESS)).isFalse();
    }

    @Test
    void refusesFilesWithoutAKeyAndDoesNotQuoteThem() throws Exception {
        for (String text : new String[] {"", "c2hvcnQ\n", "not base64!\n"}) {
            Files.writeString(folder.resolve("identity.proof"), text);
            assertThatThrownBy(() -> ProofKeys.read(folder, "identity"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("identity.proof")
                    .hasMessageNotContaining("c2hvcnQ")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> ProofKeys.read(folder, "flow")).hasMessageContaining("flow.proof");
    }

    private ListenerProof proof(String service, Instant at) {
        return new ListenerProof(service, ProofKeys.read(folder, service), Clock.fixed(at, ZoneOffset.UTC));
    }
}
