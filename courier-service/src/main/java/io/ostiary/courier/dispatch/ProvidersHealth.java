package io.ostiary.courier.dispatch;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Says at {@code /q/health} since when a provider of mail or text messages serves nobody. Neither liveness nor readiness hears of
 * it: messages wait.
 */
@Wellness
@ApplicationScoped
class ProvidersHealth implements HealthCheck {

    private static final String NAME = "messages";

    private final ProvidersAway away;

    ProvidersHealth(ProvidersAway away) {
        this.away = away;
    }

    @Override
    public HealthCheckResponse call() {
        return away.all().entrySet().stream()
                .min(Comparator.comparing(each -> each.getValue().moment()))
                .map(first -> away(
                        first.getKey(),
                        first.getValue().moment(),
                        first.getValue().reason()))
                .orElseGet(() -> HealthCheckResponse.up(NAME));
    }

    private static HealthCheckResponse away(String channel, Instant since, String reason) {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("since", since.toString())
                .withData("reason", channel + " waits, nothing is lost: " + reason)
                .build();
    }
}
