package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * The owner of an address proved to control it. Carries the address, so the topic holds personal
 * data.
 *
 * <p>Event type {@code identity.address_verified}, version 1.
 *
 * @param identityId the identity
 * @param addressId the verifiable address
 * @param via {@code email} or {@code sms}
 * @param value the address itself
 */
public record IdentityAddressVerified(
        @JsonProperty("identity_id") UUID identityId,
        @JsonProperty("address_id") UUID addressId,
        @JsonProperty("via") String via,
        @JsonProperty("value") String value)
        implements EventData {

    @Override
    public EventType eventType() {
        return EventType.IDENTITY_ADDRESS_VERIFIED;
    }

    @Override
    public String key() {
        return identityId.toString();
    }

    @Override
    public String subject() {
        return identityId.toString();
    }
}
