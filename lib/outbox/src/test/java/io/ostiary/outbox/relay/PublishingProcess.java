package io.ostiary.outbox.relay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Map;

/**
 * What publishes events in the relay, as a process of its own that can be killed. Says {@link #AWAY} on its output
 * when Kafka has failed.
 *
 * <p>Arguments: the database's address, user and password, and Kafka's address.
 */
final class PublishingProcess {

    static final String AWAY = "the broker is away";

    private static final long PAUSE_MILLIS = 50;

    private PublishingProcess() {}

    public static void main(String[] args) throws Exception {
        RelayConfig config = config();
        Broker broker = new Broker(() -> args[3], config);
        EventPublisher publisher =
                new EventPublisher(broker, config, new RelayMetrics(new SimpleMeterRegistry(), broker));
        PgConnectOptions database =
                PgConnectOptions.fromUri(args[0]).setUser(args[1]).setPassword(args[2]);
        try (Lease lease = Lease.open(Vertx.vertx(), database, System::nanoTime)) {
            while (!lease.lost()) {
                lease.balance();
                publisher.publish(lease);
                if (broker.downSince().isPresent()) {
                    System.out.println(AWAY);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static RelayConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RelayConfig.class)
                .withDefaultValues(Map.of("ostiary.outbox.relay.send-deadline", "PT2S"))
                .build()
                .getConfigMapping(RelayConfig.class);
    }
}
