package io.ostiary.cluster.standin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node, as the image {@code apache/kafka} runs it: a setting {@code a.b} from {@code KAFKA_A_B}. */
public final class KafkaMain {

    private static final String PREFIX = "KAFKA_";

    private static final Set<String> NO_SETTINGS = Set.of("KAFKA_HEAP_OPTS", "KAFKA_OPTS");

    private KafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NO_SETTINGS.contains(name)) {
                settings.put(
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        // A test's node has little memory.
        settings.putIfAbsent("log.cleaner.dedupe.buffer.size", "4194304");
        settings.putIfAbsent("log.index.size.max.bytes", "1048576");
        settings.putIfAbsent("controlled.shutdown.enable", "false");
        format(settings);
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }));
        server.awaitShutdown();
    }

    private static void format(Properties settings) throws Exception {
        Path folder = Path.of(settings.getProperty("log.dirs"));
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter();
        formatter.setClusterId(System.getenv("CLUSTER_ID"));
        formatter.setNodeId(Integer.parseInt(settings.getProperty("node.id")));
        formatter.setControllerListenerName(settings.getProperty("controller.listener.names"));
        formatter.setMetadataLogDirectory(folder.toString());
        formatter.addDirectory(folder.toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setPrintStream(System.out);
        formatter.run();
    }
}
