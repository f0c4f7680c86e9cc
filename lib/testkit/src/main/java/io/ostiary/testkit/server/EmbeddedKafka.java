package io.ostiary.testkit.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a Kafka broker, under {@code KAFKA_BOOTSTRAP_SERVERS} and {@code
 * kafka.bootstrap.servers}. One broker per test resource; a field of type {@link KafkaBroker} in
 * the test class gets it, so that the test can stop and start it.
 */
public final class EmbeddedKafka implements QuarkusTestResourceLifecycleManager {

    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        KafkaBroker started = new KafkaBroker().start();
        broker = started;
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", started.bootstrapServers(),
                "kafka.bootstrap.servers", started.bootstrapServers());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(KafkaBroker.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
