package io.ostiary.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.proof.ProofKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeKeys() throws IOException {
        new SharedSecrets().write(folder, true);
    }

    @Test
    void writesSecretsForTheirOwnerAlone() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.filter(each -> !each.endsWith("jwks.json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .containsExactlyInAnyOrder(
                                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        assertThat(Files.readString(folder.resolve("jwks.json"))).doesNotContain("\"d\"");
    }

    @Test
    void leavesKeysThatAreThereAlone() {
        assertThatThrownBy(() -> new SharedSecrets().write(folder, false))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("stay as they are");
    }

    /** What a process signs and proves with after a step is accepted by those of the step before. */
    @Test
    void acceptsWhatTheStepsBesideItUse() throws IOException {
        List<Keys> steps = new ArrayList<>(List.of(Keys.in(folder)));
        for (KeyRotation.Step step : KeyRotation.Step.values()) {
            new KeyRotation(folder).take(step);
            steps.add(Keys.in(folder));
        }

        for (int i = 1; i < steps.size(); i++) {
            Keys before = steps.get(i - 1);
            Keys after = steps.get(i);
            assertThat(before.published).contains(after.signing);
            assertThat(after.published).contains(before.signing);
            assertThat(before.accepted).contains(after.proof);
            assertThat(after.accepted).contains(before.proof);
        }
    }

    @Test
    void leavesNothingOfTheOldKeys() throws IOException {
        Keys before = Keys.in(folder);
        for (KeyRotation.Step step : KeyRotation.Step.values()) {
            new KeyRotation(folder).take(step);
        }
        Keys after = Keys.in(folder);

        assertThat(after.published).hasSize(4).doesNotContain(before.signing);
        assertThat(after.accepted).hasSize(1).doesNotContain(before.proof);
        assertThat(after.signing).isEqualTo("flow-2");
    }

    @Test
    void refusesStepsOutOfTurn() throws IOException {
        KeyRotation rotation = new KeyRotation(folder);

        assertThatThrownBy(() -> rotation.take(KeyRotation.Step.change)).hasMessageContaining("prepare comes first");
        rotation.take(KeyRotation.Step.prepare);
        assertThatThrownBy(() -> rotation.take(KeyRotation.Step.prepare)).hasMessageContaining("under way");
        assertThatThrownBy(() -> rotation.take(KeyRotation.Step.finish)).hasMessageContaining("change comes first");
    }

    /** What flow-service would use and accept with the files as they are. */
    private record Keys(String signing, List<String> published, String proof, List<String> accepted) {

        static Keys in(Path folder) throws IOException {
            ObjectMapper json = new ObjectMapper();
            List<String> published = new ArrayList<>();
            for (JsonNode key :
                    json.readTree(folder.resolve("jwks.json").toFile()).path("keys")) {
                published.add(key.path("kid").asText());
            }
            List<String> proofs = ProofKeys.read(folder, "flow").keys().stream()
                    .map(Arrays::toString)
                    .toList();
            String signing = json.readTree(folder.resolve("flow.jwk").toFile())
                    .path("kid")
                    .asText();
            return new Keys(signing, published, proofs.getFirst(), proofs);
        }
    }
}
