package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.events.EventData;

/**
 * A fact for everybody, published to a topic by the relay.
 *
 * @param topic name of the topic, such as {@code identity.events}
 * @param key what order is kept by
 * @param type event type, such as {@code identity.registered}
 * @param dataSchema name of the schema of the data
 * @param subject what it is about
 * @param data what it says
 */
public record Event(String topic, String key, String type, String dataSchema, String subject, JsonNode data)
        implements Consequence {

    /** The event with this data; topic, key, type and subject follow from it. */
    public static Event of(EventData data) {
        return new Event(
                data.eventType().topic().topicName(),
                data.key(),
                data.eventType().type(),
                data.eventType().dataSchema(),
                data.subject(),
                Json.tree(data));
    }
}
