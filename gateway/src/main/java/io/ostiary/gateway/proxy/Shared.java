package io.ostiary.gateway.proxy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.gateway.health.SuiteWatch;
import io.ostiary.gateway.route.Listener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What all event loops of the gateway count together. */
public final class Shared {

    private final Traffic traffic;

    private final Proofs proofs;

    private final SuiteWatch watch;

    private final Drain drain = new Drain();

    private final Budgets budgets;

    private final Map<Listener, ClientConnections> connections = new EnumMap<>(Listener.class);

    /**
     * @param proofs of what is said to the services
     * @param watch knows what is wrong with the services
     * @param registry where the meters are registered
     */
    public Shared(GatewaySettings settings, Proofs proofs, SuiteWatch watch, MeterRegistry registry) {
        this.watch = watch;
        this.proofs = proofs;
        this.traffic = new Traffic(registry);
        this.budgets = new Budgets(
                new BodyBudget(settings.bodyBudget()),
                new BodyBudget(settings.clients().requestBudget()));
        for (Listener listener : Listener.values()) {
            ClientConnections counted = new ClientConnections(settings.clients());
            connections.put(listener, counted);
            Gauge.builder("ostiary.gateway.client.connections", counted, ClientConnections::open)
                    .tag("listener", listener.wireName())
                    .description("Open connections of clients")
                    .register(registry);
        }
        budgetLeft(registry, "bodies", budgets.bodies());
        budgetLeft(registry, "requests", budgets.requests());
    }

    /** Tells when to refuse because the gateway ends. */
    public Drain drain() {
        return drain;
    }

    SuiteWatch watch() {
        return watch;
    }

    Proofs proofs() {
        return proofs;
    }

    Traffic traffic() {
        return traffic;
    }

    Budgets budgets() {
        return budgets;
    }

    ClientConnections connections(Listener listener) {
        return Objects.requireNonNull(connections.get(listener));
    }

    private static void budgetLeft(MeterRegistry registry, String name, BodyBudget budget) {
        Gauge.builder("ostiary.gateway.budget.left", budget, BodyBudget::left)
                .tag("budget", name)
                .baseUnit("bytes")
                .description("Memory that requests may still take")
                .register(registry);
    }
}
