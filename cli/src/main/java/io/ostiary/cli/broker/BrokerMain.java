package io.ostiary.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs one Kafka broker until it is told to stop or its standard input closes.
 *
 * <p>Arguments: data folder, client port, controller port, ready file. The ready file is written
 * once the broker has answered a client for the first time, so that the launcher needs no Kafka
 * client of its own.
 */
public final class BrokerMain {

    private static final long ANSWER_SECONDS = 60;

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var settings = new BrokerSettings(folder, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Path ready = Path.of(arguments[3]);
        Files.deleteIfExists(ready);
        endWithParent();
        format(folder);
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        awaitAnswer(settings.port());
        Files.writeString(ready, "ready\n");
        server.awaitShutdown();
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    /** The launcher never writes; that reading ends means that it is gone. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A broken pipe means the same as its end.
            }
            // Nobody is left to wait for an orderly end; the log recovers at the
            // next start.
            Runtime.getRuntime().halt(0);
        });
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter();
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(1);
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setMetadataLogDirectory(folder.toString());
        formatter.addDirectory(folder.toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        formatter.run();
    }

    private static void awaitAnswer(int port) throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", "127.0.0.1:" + port);
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
    }
}
