package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A submission of a self-service flow was refused because of what it guessed at, or because there were too many. It names
 * nobody: neither the identifier that was typed nor the secret that was tried is in it.
 *
 * <p>Event type {@code flow.failed}, version 1.
 *
 * @param flowId the flow
 * @param flow {@code login}, {@code registration}, {@code settings}, {@code recovery} or {@code
 *     verification}
 * @param method the method that was used, such as {@code password}
 * @param reason {@code wrong} (a password or code that is not right), or why it was not looked at: {@code
 *     account_limit}, {@code network_limit}, {@code second_factor_limit}, {@code letter_limit}, {@code
 *     challenge}. Of the latter at most one a minute is written for each account or network
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowFailed(
        @JsonProperty("flow_id") UUID flowId,
        @JsonProperty("flow") String flow,
        @JsonProperty("method") String method,
        @JsonProperty("reason") String reason)
        implements EventData {

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
