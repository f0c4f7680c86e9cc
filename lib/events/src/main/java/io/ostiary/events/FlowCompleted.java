package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A self-service flow reached its goal.
 *
 * <p>Event type {@code flow.completed}, version 1.
 *
 * @param flowId the flow
 * @param flow {@code login}, {@code registration}, {@code settings}, {@code recovery} or {@code
 *     verification}
 * @param method method that finished it
 * @param identityId the identity it was for, absent if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowCompleted(
        @JsonProperty("flow_id") UUID flowId,
        @JsonProperty("flow") String flow,
        @JsonProperty("method") @Nullable String method,
        @JsonProperty("identity_id") @Nullable UUID identityId)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.FLOW_COMPLETED;
    }

    @Override
    public String key() {
        return flowId.toString();
    }

    @Override
    public String subject() {
        return flowId.toString();
    }
}
