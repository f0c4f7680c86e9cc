package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Outbox;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Has hooks do what {@link Hooks#followUp} had planned. */
@Singleton
class FollowUps {

    private final Map<String, Hook> hooks;
    private final Outbox outbox;

    FollowUps(@All List<Hook> hooks, Outbox outbox) {
        this.hooks = hooks.stream().collect(Collectors.toMap(Hook::name, Function.identity()));
        this.outbox = outbox;
    }

    /**
     * Does it in the session's transaction; a hook that there is no more is passed over. The relay hands the effects over.
     *
     * @param identity as it was written
     * @return without a result
     */
    Uni<JsonNode> carryOut(Mutiny.Session session, IdentityBody identity, JsonNode followUp) {
        Uni<Void> done = Uni.createFrom().voidItem();
        List<Consequence> effects = new ArrayList<>();
        for (JsonNode each : followUp) {
            Hook hook = hooks.get(each.path("hook").asText());
            if (hook != null) {
                JsonNode wanted = each.path("wanted");
                done = done.chain(() -> hook.follow(session, identity, wanted));
                effects.addAll(hook.following(identity, wanted));
            }
        }
        return done.chain(() -> outbox.append(session, effects)).replaceWith((JsonNode) null);
    }

    /** It is committed. */
    void carriedOut() {
        hooks.values().forEach(Hook::followed);
    }
}
