package io.ostiary.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.cli.init.SharedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ConfigMaps and Secrets that an overlay brings, with their keys. */
final class Brought {

    /** What the stores of an overlay need themselves. */
    static final Set<String> FOR_STORES = Set.of("postgres", "migration-login", "ostiary-backup");

    private Brought() {}

    /** By kustomize's generators; files of {@code secrets/} are those that {@code ostiary keys} makes. */
    static Map<String, Set<String>> byGenerators(Path folder) throws IOException {
        Path secrets = made();
        Map<String, Set<String>> keys = new TreeMap<>();
        for (String generator : new String[] {"configMapGenerator", "secretGenerator"}) {
            for (JsonNode each : Manifests.kustomization(folder).path(generator)) {
                Set<String> names = keys.computeIfAbsent(each.path("name").asText(), name -> new TreeSet<>());
                each.path("literals")
                        .forEach(literal -> names.add(literal.asText().split("=", 2)[0]));
                for (JsonNode file : each.path("files")) {
                    names.add(existing(file.asText(), folder, secrets)
                            .getFileName()
                            .toString());
                }
                for (JsonNode file : each.path("envs")) {
                    names.addAll(
                            variables(existing(file.asText(), folder, secrets)).keySet());
                }
            }
        }
        return keys;
    }

    /** By generators, and by the External Secrets operator. */
    static Map<String, Set<String>> byOperators(Path folder) throws IOException {
        Map<String, Set<String>> keys = byGenerators(folder);
        Manifests.trees(folder)
                .filter(each -> each.path("kind").asText().equals("ExternalSecret"))
                .forEach(secret -> {
                    JsonNode spec = secret.path("spec");
                    Set<String> names = new TreeSet<>();
                    JsonNode template = spec.at("/target/template/data");
                    if (template.isMissingNode()) {
                        spec.path("data")
                                .forEach(
                                        each -> names.add(each.path("secretKey").asText()));
                    } else {
                        template.fieldNames().forEachRemaining(names::add);
                    }
                    keys.put(spec.at("/target/name").asText(), names);
                });
        return keys;
    }

    /** The secrets of the configuration as variables, freshly made. */
    static Map<String, String> variables() throws IOException {
        return variables(made().resolve("suite.env"));
    }

    private static Path made() throws IOException {
        Path folder = Files.createTempDirectory("secrets");
        new SharedSecrets().write(folder, true);
        return folder;
    }

    private static Path existing(String file, Path folder, Path secrets) {
        Path found = file.startsWith("secrets/")
                ? secrets.resolve(file.substring("secrets/".length()))
                : folder.resolve(file);
        if (!Files.exists(found)) {
            throw new AssertionError("there is no " + file + " for " + folder);
        }
        return found;
    }

    private static Map<String, String> variables(Path file) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] pair = line.split("=", 2);
            variables.put(pair[0], pair[1]);
        }
        return variables;
    }
}
