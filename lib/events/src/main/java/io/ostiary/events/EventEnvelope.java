package io.ostiary.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in a topic: CloudEvents 1.0 in structured JSON form, with the extension
 * attributes {@code sequence}, {@code causationid}, {@code correlationid} and {@code partitionkey}.
 *
 * @param id stable id; the same event delivered twice has the same one
 * @param source service that decided it, such as {@code ostiary/identity-service}
 * @param type event type, such as {@code identity.registered}
 * @param subject what it is about: the id of the identity, session, flow or message
 * @param time when it was decided
 * @param dataSchema {@code urn:ostiary:event:<type>:<version>}
 * @param sequence its place among the events of its topic and key
 * @param causationId the attempt, effect or event that led to it, if it is known
 * @param correlationId what the whole chain of causes has in common, if it is known
 * @param partitionKey the key that order is kept by
 * @param data what it says
 */
public record EventEnvelope(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable String dataSchema,
        Sequence sequence,
        @Nullable String causationId,
        @Nullable String correlationId,
        String partitionKey,
        EventData data) {

    /** The value of {@code specversion}. */
    public static final String SPEC_VERSION = "1.0";

    /** Content type of a whole event in structured form. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";
}
