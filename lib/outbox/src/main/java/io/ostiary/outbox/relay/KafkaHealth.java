package io.ostiary.outbox.relay;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Says at {@code /q/health} since when Kafka takes no events. Neither liveness nor readiness hears of it: events wait. */
@Wellness
@ApplicationScoped
class KafkaHealth implements HealthCheck {

    private final Relay relay;

    KafkaHealth(Relay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return relay.brokerDownSince().map(KafkaHealth::away).orElseGet(() -> HealthCheckResponse.up("kafka"));
    }

    private static HealthCheckResponse away(Instant since) {
        return HealthCheckResponse.named("kafka")
                .down()
                .withData("since", since.toString())
                .withData("reason", "takes no events; they wait in the outbox")
                .build();
    }
}
