package io.ostiary.testkit.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test a Kafka broker, under {@code KAFKA_BOOTSTRAP_SERVERS} and {@code
 * kafka.bootstrap.servers}. One broker per test resource; a field of type {@link KafkaBroker} in
 * the test class gets it, so that the test can stop and start it.
 */
public final class EmbeddedKafka implements QuarkusTestResourceLifecycleManager {

    private KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        broker = new KafkaBroker().start();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "kafka.bootstrap.servers", broker.bootstrapServers());
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
