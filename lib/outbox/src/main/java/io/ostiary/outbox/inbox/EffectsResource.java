package io.ostiary.outbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.CallConfig;
import io.ostiary.call.ServiceName;
import io.ostiary.outbox.write.EffectDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Receives effects from the other services, and their acknowledgements. Guarded by the service
 * token like all of /internal.
 */
@Path("/internal/effects")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EffectsResource {

    private final Inbox inbox;
    private final EffectDelivery delivery;
    private final ServiceName self;

    EffectsResource(Inbox inbox, EffectDelivery delivery, CallConfig config) {
        this.inbox = inbox;
        this.delivery = delivery;
        this.self = config.self();
    }

    /**
     * Carries out an effect: 200 with its result, 204 if it has none, 404 if the type is unknown.
     */
    @POST
    public Uni<JsonNode> receive(ReceivedEffect effect) {
        return inbox.handle(effect);
    }

    /** Notes that effects of this service's outbox have been carried out: 204. */
    @POST
    @Path("/acknowledgements")
    public Uni<Void> acknowledge(Acknowledgements acknowledged) {
        delivery.acknowledge(self, acknowledged.ids());
        return Uni.createFrom().voidItem();
    }

    /**
     * Effects that were carried out.
     *
     * @param ids ids of their outbox rows
     */
    public record Acknowledgements(List<String> ids) {}
}
