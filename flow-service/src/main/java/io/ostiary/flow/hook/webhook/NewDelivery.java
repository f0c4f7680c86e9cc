package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.hook.Moment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that nobody waits for, to be kept.
 *
 * @param id which the receiver sees; the same at each try
 * @param hook what operators call the hook
 * @param flow the kind of the flow
 * @param moment {@code before} or {@code after}
 * @param method of the flow; null before it
 * @param identityId whom it is about, where that is known
 * @param payload the hook's configuration and what its program is given, to be sealed
 */
record NewDelivery(
        UUID id,
        String hook,
        String flow,
        String moment,
        @Nullable String method,
        @Nullable UUID identityId,
        ObjectNode payload) {

    /** Parts of a context that show whose they are, at settings. */
    private static final List<String> SHOWING_THE_OWNER = List.of("flow", "session");

    static NewDelivery before(Flow flow, WebHookConfig hook, JsonNode config, ObjectNode context) {
        return new NewDelivery(
                Ids.ordered(), hook.name(), flow.kind().wire(), "before", null, null, payload(config, context));
    }

    static NewDelivery after(Moment.Written moment, WebHookConfig hook, JsonNode config, ObjectNode context) {
        return new NewDelivery(
                Ids.ordered(),
                hook.name(),
                moment.open().flow().kind().wire(),
                "after",
                moment.method(),
                moment.after().id(),
                payload(config, context));
    }

    /** After a sign-up or a change that is about to be written; whom it is about is added then. */
    static NewDelivery planned(Moment.Decided moment, WebHookConfig hook, JsonNode config, ObjectNode context) {
        return new NewDelivery(
                Ids.ordered(),
                hook.name(),
                moment.open().flow().kind().wire(),
                "after",
                moment.method(),
                null,
                payload(config, context));
    }

    /** The same once it is known who it is. */
    NewDelivery about(IdentityBody identity) {
        ObjectNode whole = payload.deepCopy();
        ObjectNode context = whole.withObjectProperty("context");
        JsonNode owner = Json.tree(identity.forTheirOwner());
        context.set("identity", owner);
        for (String part : SHOWING_THE_OWNER) {
            if (context.path(part) instanceof ObjectNode shown && shown.has("identity")) {
                shown.set("identity", owner);
            }
        }
        return new NewDelivery(id, hook, flow, moment, method, identity.id(), whole);
    }

    private static ObjectNode payload(JsonNode config, ObjectNode context) {
        ObjectNode payload = Json.object();
        payload.set("config", config);
        payload.set("context", context);
        return payload;
    }
}
