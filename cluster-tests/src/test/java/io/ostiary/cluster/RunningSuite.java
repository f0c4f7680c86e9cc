package io.ostiary.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The suite on the cluster: images made and loaded, the overlay {@code test} applied, once for all
 * test classes; taken down at the end if the tests have brought the cluster up.
 */
public final class RunningSuite implements BeforeAllCallback {

    static final String NAMESPACE = "ostiary";

    static final List<String> DEPLOYMENTS =
            List.of("identity-service", "session-service", "flow-service", "courier-service", "gateway");

    static final Path HOME =
            Path.of(System.getProperty("ostiary.home", "..")).toAbsolutePath().normalize();

    /** What {@code kubectl apply} said on its second output: warnings. */
    static String warnings = "";

    @Override
    public void beforeAll(ExtensionContext context) {
        RunningCluster.begin(context);
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent("suite", key -> start(), RunningSuite.class);
    }

    private static RunningSuite start() {
        try {
            Instant began = Instant.now();
            List<Path> images = new TestImages(HOME).build();
            tell("images built", began);
            Kubectl.load(images);
            tell("images loaded", began);
            makeSecrets();
            makeVolumes();
            Kubectl.Output applied =
                    Kubectl.run("apply", "-k", HOME.resolve("k8s/overlays/test").toString());
            applied.ok();
            warnings = applied.errors();
            for (String each : List.of("statefulset/postgres", "statefulset/kafka", "statefulset/mail")) {
                awaitRollout(each);
            }
            tell("stores ready", began);
            for (String each : DEPLOYMENTS) {
                awaitRollout("deployment/" + each);
            }
            tell("suite ready", began);
            return new RunningSuite();
        } catch (Exception | AssertionError e) {
            try {
                System.out.println(Kubectl.run("-n", NAMESPACE, "get", "pods", "-o", "wide")
                        .out());
                System.out.println(Kubectl.run("-n", NAMESPACE, "get", "events", "--sort-by=.lastTimestamp")
                        .out());
            } catch (IOException down) {
                e.addSuppressed(down);
            }
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRollout(String what) throws IOException {
        Kubectl.Output end = Kubectl.run("-n", NAMESPACE, "rollout", "status", what, "--timeout=300s");
        if (end.code() != 0) {
            throw new AssertionError(what + " is not ready: " + end.errors()
                    + Kubectl.run("-n", NAMESPACE, "logs", what, "--tail=40").out());
        }
    }

    static void makeSecrets() throws IOException {
        Path folder = HOME.resolve("k8s/overlays/dev/secrets");
        if (!Files.exists(folder)) {
            new io.ostiary.cli.init.SharedSecrets().write(folder, true);
        }
    }

    /** Where no class of storage makes volumes: folders of the node, which is this machine. */
    private static void makeVolumes() throws IOException {
        if (!Kubectl.isOurs()
                || !Kubectl.json("get", "storageclass").path("items").isEmpty()) {
            return;
        }
        JsonNode node = Kubectl.json("get", "nodes").path("items").path(0);
        for (String store : List.of("postgres", "kafka")) {
            Path folder = Files.createDirectories(RunningCluster.DATA.resolve(store));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Kubectl.input(
                            """
                            apiVersion: v1
                            kind: PersistentVolume
                            metadata: {name: %s}
                            spec:
                              capacity: {storage: 1Gi}
                              accessModes: [ReadWriteOnce]
                              claimRef: {namespace: %s, name: data-%s-0}
                              local: {path: %s}
                              nodeAffinity:
                                required:
                                  nodeSelectorTerms:
                                    - matchExpressions:
                                        - {key: kubernetes.io/hostname, operator: In, values: [%s]}
                            """.formatted(
                                            store,
                                            NAMESPACE,
                                            store,
                                            folder,
                                            node.at("/metadata/labels/kubernetes.io~1hostname")
                                                    .asText()),
                            "apply",
                            "-f",
                            "-")
                    .ok();
        }
    }

    static void tell(String what, Instant began) {
        System.out.printf("%4d s  %s%n", Duration.between(began, Instant.now()).toSeconds(), what);
    }
}
