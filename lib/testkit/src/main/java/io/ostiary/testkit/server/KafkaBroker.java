package io.ostiary.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, broker and controller in one) inside the test's JVM. It keeps its ports
 * and its data over {@link #stop()} and {@link #start()}, so that a test can let the broker go away
 * and return.
 */
public final class KafkaBroker implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final @Nullable Protection protection;
    private @Nullable KafkaRaftServer server;

    /**
     * TLS and a login at the broker's port: {@code SASL_SSL} with {@code SCRAM-SHA-512}.
     *
     * @param keyStore PEM file with the broker's key and certificate
     * @param authority PEM file with the certificate of who signed it
     * @param user who may log in
     * @param password by what
     */
    public record Protection(Path keyStore, Path authority, String user, String password) {

        /** The login as clients configure it. */
        public String login() {
            return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                    .formatted(user, password);
        }
    }

    /**
     * Prepares a broker with free ports of loopback and a fresh folder; {@link #start()} runs it.
     */
    public KafkaBroker() {
        this(null);
    }

    /** The same with TLS and a login. */
    public KafkaBroker(@Nullable Protection protection) {
        this.protection = protection;
        try {
            directory = Files.createTempDirectory("ostiary-kafka");
            port = FreePorts.next();
            controllerPort = FreePorts.next();
            format();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the embedded broker", e);
        }
    }

    /** What clients use as {@code bootstrap.servers}, also while the broker is stopped. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker and waits until it has caught up with its metadata. */
    public synchronized KafkaBroker start() {
        if (server == null) {
            KafkaRaftServer fresh = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            server = fresh;
            fresh.startup();
        }
        return this;
    }

    /** Stops the broker; the topics stay for the next start. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format() throws IOException {
        Formatter formatter = new Formatter();
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(1);
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setMetadataLogDirectory(directory.toString());
        formatter.addDirectory(directory.toString());
        if (protection != null) {
            formatter.setScramArguments(
                    List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(protection.user(), protection.password())));
        }
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot format the broker's folder", e);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        String protocol = protection == null ? "PLAINTEXT" : "SASL_SSL";
        settings.put("listeners", protocol + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", protocol + "://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", protocol + ":" + protocol + ",CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", protocol);
        protect(settings);
        settings.put("log.dirs", directory.toString());
        settings.put("metadata.log.dir", directory.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("num.partitions", "4");
        settings.put("log.cleaner.enable", "false");
        settings.put("controlled.shutdown.enable", "false");
        return settings;
    }

    private void protect(Properties settings) {
        if (protection != null) {
            settings.put("ssl.keystore.type", "PEM");
            settings.put("ssl.keystore.location", protection.keyStore().toString());
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", protection.authority().toString());
            settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
            settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
            settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", protection.login());
        }
    }
}
