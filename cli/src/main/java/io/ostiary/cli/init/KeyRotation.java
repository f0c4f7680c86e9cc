package io.ostiary.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.cli.local.ServiceKeys;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.proof.ProofKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes the services' keys and the proofs in steps between which everything restarts. At each time
 * a process with the files of one step understands one with those of the step before, so nothing is
 * refused while a rollout is under way.
 */
public final class KeyRotation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY_SET = "jwks.json";

    private final Path folder;

    /** One step of the change. */
    public enum Step {
        /** New keys are added; all accept them, nobody uses them. */
        prepare,
        /** The new keys are used; the old ones are still accepted. */
        change,
        /** The old keys are gone. */
        finish
    }

    /**
     * @param folder where the keys are
     * @throws CommandFailure if there are none
     */
    public KeyRotation(Path folder) {
        if (!Files.exists(folder.resolve(KEY_SET))) {
            throw new CommandFailure(folder + " has no keys; ostiary keys " + folder + " makes them");
        }
        this.folder = folder;
    }

    /**
     * Takes a step.
     *
     * @throws CommandFailure if it isn't the one whose turn it is; then nothing is changed
     * @throws IOException if a file can't be read or written
     */
    public void take(Step step) throws IOException {
        boolean prepared = Files.exists(next("identity"));
        switch (step) {
            case prepare -> {
                if (prepared || keySet().size() > SharedSecrets.SERVICES.size()) {
                    throw new CommandFailure("a change is under way; finish it first");
                }
                prepare();
            }
            case change -> {
                if (!prepared) {
                    throw new CommandFailure("there are no new keys; prepare comes first");
                }
                switchOver();
            }
            case finish -> {
                if (prepared) {
                    throw new CommandFailure("the new keys aren't used yet; change comes first");
                }
                finish();
            }
        }
    }

    private void prepare() throws IOException {
        ArrayNode set = keySet();
        for (String service : SharedSecrets.SERVICES) {
            String kid = JSON.readTree(current(service).toFile()).path("kid").asText();
            int number = Integer.parseInt(kid.substring(kid.lastIndexOf('-') + 1));
            ObjectNode key = ServiceKeys.newKey(service + "-" + (number + 1));
            set.add(ServiceKeys.publicPart(key));
            write(next(service), key.toString());
            List<String> proofs = proofs(service);
            proofs.add(ProofKeys.newLine());
            writeProofs(service, proofs);
        }
        writeKeySet(set);
    }

    private void switchOver() throws IOException {
        for (String service : SharedSecrets.SERVICES) {
            Files.move(next(service), current(service), StandardCopyOption.REPLACE_EXISTING);
            List<String> proofs = proofs(service);
            writeProofs(service, proofs.reversed());
        }
    }

    private void finish() throws IOException {
        ArrayNode kept = JSON.createArrayNode();
        for (String service : SharedSecrets.SERVICES) {
            String used = JSON.readTree(current(service).toFile()).path("kid").asText();
            for (JsonNode key : keySet()) {
                if (key.path("kid").asText().equals(used)) {
                    kept.add(key);
                }
            }
            writeProofs(service, proofs(service).subList(0, 1));
        }
        writeKeySet(kept);
    }

    private ArrayNode keySet() throws IOException {
        return (ArrayNode) JSON.readTree(folder.resolve(KEY_SET).toFile()).path("keys");
    }

    private void writeKeySet(ArrayNode keys) throws IOException {
        ObjectNode set = JSON.createObjectNode();
        set.set("keys", keys);
        Files.writeString(folder.resolve(KEY_SET), set.toPrettyString());
    }

    private List<String> proofs(String service) throws IOException {
        return new ArrayList<>(Files.readAllLines(ProofKeys.file(folder, service)).stream()
                .filter(line -> !line.isBlank())
                .toList());
    }

    private void writeProofs(String service, List<String> lines) throws IOException {
        write(ProofKeys.file(folder, service), String.join("\n", lines) + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path current(String service) {
        return folder.resolve(service + ".jwk");
    }

    private Path next(String service) {
        return folder.resolve(service + ".jwk.next");
    }
}
