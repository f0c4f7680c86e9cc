package io.ostiary.cli.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Settings of a single-node KRaft broker.
 *
 * @param folder its data
 * @param port for clients, on 127.0.0.1
 * @param controllerPort for the controller, on 127.0.0.1
 */
public record BrokerSettings(Path folder, int port, int controllerPort) {

    /** The settings as Kafka reads them. */
    public Properties properties() {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("metadata.log.dir", folder.toString());
        oneReplica(settings);
        small(settings);
        return settings;
    }

    private static void oneReplica(Properties settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("num.partitions", "4");
        // There is no other broker that could take over.
        settings.put("controlled.shutdown.enable", "false");
    }

    private static void small(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.io.buffer.size", "131072");
        // Segments are allocated at once; the usual 10 MiB per index adds up over partitions.
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("metadata.log.max.record.bytes.between.snapshots", "20971520");
    }
}
