package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Delivers effects while the request that decided them is under way. Acknowledgements are gathered
 * and written in batches, so that they cost the request nothing; one that gets lost costs a second
 * delivery by the relay, which the receiver drops.
 */
@ApplicationScoped
public class EffectDelivery {

    private static final String PATH = "/internal/effects";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY($1) AND effect_key IS NOT NULL";
    private static final Duration ACKNOWLEDGE_DEADLINE = Duration.ofSeconds(5);

    private final EffectTransport transport;
    private final Map<ServiceName, Batches> acknowledged = new EnumMap<>(ServiceName.class);

    EffectDelivery(EffectTransport transport, CallConfig call, OutboxConfig config, Vertx vertx, Pool pool) {
        this.transport = transport;
        for (ServiceName owner : ServiceName.values()) {
            acknowledged.put(
                    owner,
                    new Batches(
                            vertx,
                            config.acknowledgeAfter(),
                            owner == call.self() ? ids -> forget(pool, ids) : ids -> tell(owner, ids)));
        }
    }

    /**
     * Posts the effect to the service that carries it out.
     *
     * @param deadline how long to wait; the relay tries again after the grace period, whatever the
     *     outcome here
     * @return the effect's result, the first delivery's if it is a repeat; fails if the service
     *     gives none in time
     */
    public Uni<JsonNode> deliver(PendingEffect effect, Duration deadline) {
        ObjectNode body =
                Json.object().put("id", effect.id()).put("key", effect.key()).put("type", effect.type());
        body.set("payload", effect.payload());
        return transport
                .post(effect.service(), PATH, body, deadline)
                .invoke(() -> acknowledge(effect.owner(), List.of(effect.id())));
    }

    /**
     * Notes that effects from {@code owner}'s outbox have been carried out; its relay then leaves
     * them alone.
     */
    public void acknowledge(ServiceName owner, Collection<String> ids) {
        Objects.requireNonNull(acknowledged.get(owner)).add(ids);
    }

    private static Uni<Void> forget(Pool pool, List<String> ids) {
        UUID[] array = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
        return pool.preparedQuery(DELETE).execute(Tuple.of(array)).replaceWithVoid();
    }

    private Uni<Void> tell(ServiceName owner, List<String> ids) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        ids.forEach(array::add);
        return transport
                .post(owner, PATH + "/acknowledgements", Json.object().set("ids", array), ACKNOWLEDGE_DEADLINE)
                .replaceWithVoid();
    }
}
