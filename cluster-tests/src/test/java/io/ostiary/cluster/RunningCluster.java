package io.ostiary.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The cluster, once for all test classes; taken down at the end if the tests have brought it up. */
public final class RunningCluster implements BeforeAllCallback, AutoCloseable {

    /** Where volumes lie on a node that is this machine. */
    static final Path DATA = Path.of("/tmp/ostiary-cluster-data");

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    static void begin(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent("cluster", key -> up(), RunningCluster.class);
    }

    private static RunningCluster up() {
        try {
            Kubectl.up();
            return new RunningCluster();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!Kubectl.isOurs()) {
            return;
        }
        Kubectl.down();
        if (Files.exists(DATA)) {
            try (var files = Files.walk(DATA)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
