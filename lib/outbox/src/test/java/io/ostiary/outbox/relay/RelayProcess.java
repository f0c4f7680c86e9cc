package io.ostiary.outbox.relay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ostiary.outbox.write.Wakeup;
import io.ostiary.testkit.server.TestDatabase;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A relay without the rest of a service: in this process, or in one of its own that can be stopped. */
final class RelayProcess {

    private RelayProcess() {}

    /**
     * @param arguments URL, user and password of the database, addresses of Kafka
     */
    public static void main(String[] arguments) throws InterruptedException {
        PgConnectOptions database =
                PgConnectOptions.fromUri(arguments[0]).setUser(arguments[1]).setPassword(arguments[2]);
        relay(Vertx.vertx(), database, arguments[3]).start(new StartupEvent());
        Thread.currentThread().join();
    }

    static PgConnectOptions options(TestDatabase database) {
        return PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password());
    }

    static Relay relay(Vertx vertx, PgConnectOptions database, String kafka) {
        RelayConfig config = settings(kafka).getConfigMapping(RelayConfig.class);
        return new Relay(
                vertx,
                config,
                new Broker(settings(kafka).getConfigMapping(KafkaConfig.class), config),
                database,
                (service, path, body, deadline) -> Uni.createFrom().nullItem(),
                new Wakeup(),
                new SimpleMeterRegistry(),
                Duration.ofDays(7));
    }

    static SmallRyeConfig settings(String kafka) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("kafka.bootstrap.servers", kafka)
                .withMapping(RelayConfig.class)
                .withMapping(KafkaConfig.class)
                .build();
    }

    /** Starts one that is a process of its own. */
    static Process fork(TestDatabase database, String kafka) throws IOException {
        File log = Path.of("target", "relay-process.log").toFile();
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        database.reactiveUrl(),
                        database.user(),
                        database.password(),
                        kafka))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }
}
