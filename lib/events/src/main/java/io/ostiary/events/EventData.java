package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What an event says. The list is closed: a {@code switch} over it that lacks a case does not
 * compile; what an older reader does not know arrives as {@link Unrecognised}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface EventData
        permits IdentityRegistered,
                IdentityCreated,
                IdentityUpdated,
                IdentityStateChanged,
                IdentityDeleted,
                IdentityAddressVerified,
                IdentityCredentialsChanged,
                SessionIssued,
                SessionRevoked,
                SessionExtended,
                FlowCompleted,
                FlowFailed,
                MessageSent,
                MessageAbandoned,
                Unrecognised {

    /**
     * The type of the event.
     *
     * @throws UnsupportedOperationException if this is {@link Unrecognised}
     */
    EventType eventType();

    /** What the order of events is kept by: the id of the identity, flow or message. */
    String key();

    /** What the event is about: the id of the identity, session, flow or message. */
    String subject();
}
