package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.ServiceName;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings JSON to another service of the suite. */
public interface EffectTransport {

    /**
     * Posts {@code body} with a service token.
     *
     * @return the answer's JSON, null if it has no body; fails if there is no answer with status
     *     2xx before the deadline
     */
    Uni<@Nullable JsonNode> post(ServiceName service, String path, JsonNode body, Duration deadline);
}
