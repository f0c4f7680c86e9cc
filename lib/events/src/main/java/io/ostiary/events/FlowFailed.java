package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A self-service flow ended without reaching its goal.
 *
 * <p>Event type {@code flow.failed}, version 1.
 *
 * @param flowId the flow
 * @param flow {@code login}, {@code registration}, {@code settings}, {@code recovery} or {@code
 *     verification}
 * @param reason {@code expired}, {@code attempts} (too many wrong codes) or {@code rejected}
 */
public record FlowFailed(
        @JsonProperty("flow_id") UUID flowId,
        @JsonProperty("flow") String flow,
        @JsonProperty("reason") String reason) implements EventData {

    @Override
    public EventType eventType() {
        return EventType.FLOW_FAILED;
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
