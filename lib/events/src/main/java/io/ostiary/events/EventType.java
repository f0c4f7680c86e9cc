package io.ostiary.events;

import java.util.Optional;

/**
 * The closed list of event types, each with the topic it is published to, its version and its data.
 */
public enum EventType {
    /** {@link IdentityRegistered}. */
    IDENTITY_REGISTERED(Topic.IDENTITY, "identity.registered", 1, IdentityRegistered.class),
    /** {@link IdentityCreated}. */
    IDENTITY_CREATED(Topic.IDENTITY, "identity.created", 1, IdentityCreated.class),
    /** {@link IdentityUpdated}. */
    IDENTITY_UPDATED(Topic.IDENTITY, "identity.updated", 1, IdentityUpdated.class),
    /** {@link IdentityStateChanged}. */
    IDENTITY_STATE_CHANGED(Topic.IDENTITY, "identity.state_changed", 1, IdentityStateChanged.class),
    /** {@link IdentityDeleted}. */
    IDENTITY_DELETED(Topic.IDENTITY, "identity.deleted", 1, IdentityDeleted.class),
    /** {@link IdentityAddressVerified}. */
    IDENTITY_ADDRESS_VERIFIED(Topic.IDENTITY, "identity.address_verified", 1, IdentityAddressVerified.class),
    /** {@link IdentityCredentialsChanged}. */
    IDENTITY_CREDENTIALS_CHANGED(Topic.IDENTITY, "identity.credentials_changed", 1, IdentityCredentialsChanged.class),
    /** {@link SessionIssued}. */
    SESSION_ISSUED(Topic.SESSION, "session.issued", 1, SessionIssued.class),
    /** {@link SessionRevoked}. */
    SESSION_REVOKED(Topic.SESSION, "session.revoked", 1, SessionRevoked.class),
    /** {@link SessionExtended}. */
    SESSION_EXTENDED(Topic.SESSION, "session.extended", 1, SessionExtended.class),
    /** {@link FlowCompleted}. */
    FLOW_COMPLETED(Topic.FLOW, "flow.completed", 1, FlowCompleted.class),
    /** {@link FlowFailed}. */
    FLOW_FAILED(Topic.FLOW, "flow.failed", 1, FlowFailed.class),
    /** {@link MessageSent}. */
    COURIER_MESSAGE_SENT(Topic.COURIER, "courier.message_sent", 1, MessageSent.class),
    /** {@link MessageAbandoned}. */
    COURIER_MESSAGE_ABANDONED(Topic.COURIER, "courier.message_abandoned", 1, MessageAbandoned.class);

    private final Topic topic;
    private final String type;
    private final int version;
    private final Class<? extends EventData> data;

    EventType(Topic topic, String type, int version, Class<? extends EventData> data) {
        this.topic = topic;
        this.type = type;
        this.version = version;
        this.data = data;
    }

    /** The topic it is published to. */
    public Topic topic() {
        return topic;
    }

    /** The value of the envelope's {@code type}. */
    public String type() {
        return type;
    }

    /** Version of the data, from 1. It rises when a reader of the version before would fail. */
    public int version() {
        return version;
    }

    /** The record that holds its data. */
    public Class<? extends EventData> data() {
        return data;
    }

    /**
     * The value of the envelope's {@code dataschema}: {@code urn:ostiary:event:<type>:<version>}.
     */
    public String dataSchema() {
        return "urn:ostiary:event:" + type + ":" + version;
    }

    /** Class path name of the JSON Schema of its data. */
    public String schemaResource() {
        return "events/" + type + ".v" + version + ".schema.json";
    }

    /** Class path name of a whole sample event, envelope included. */
    public String sampleResource() {
        return "events/" + type + ".v" + version + ".sample.json";
    }

    /**
     * Finds a type by the envelope's {@code dataschema}; empty for what this version does not know.
     */
    public static Optional<EventType> of(String dataSchema) {
        for (EventType type : values()) {
            if (type.dataSchema().equals(dataSchema)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
