package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import io.ostiary.contract.json.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Makes the contract's JSON of a key that was checked. */
final class NewKey {

    private final ObjectConverter converter;
    private final Clock clock;

    NewKey(ObjectConverter converter, Clock clock) {
        this.converter = converter;
        this.clock = clock;
    }

    SecurityKey of(RegistrationData data, boolean passwordless, String name) {
        AttestationObject attestation = Objects.requireNonNull(data.getAttestationObject());
        AuthenticatorData<?> authenticator = attestation.getAuthenticatorData();
        AttestedCredentialData credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
        byte[] publicKey = converter.getCborConverter().writeValueAsBytes(credential.getCOSEKey());
        ObjectNode item = Json.object()
                .put("id", Base64s.stored(credential.getCredentialId()))
                .put("public_key", Base64s.stored(publicKey))
                .put("attestation_type", attestation.getFormat());
        item.putObject("authenticator")
                .put("aaguid", Base64s.stored(credential.getAaguid().getBytes()))
                .put("sign_count", authenticator.getSignCount())
                .put("clone_warning", false);
        item.put(
                        "display_name",
                        name.isEmpty() ? KnownMakes.of(credential.getAaguid().getValue()) : name)
                .put("added_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("is_passwordless", passwordless);
        item.putObject("flags")
                .put("user_present", authenticator.isFlagUP())
                .put("user_verified", authenticator.isFlagUV())
                .put("backup_eligible", authenticator.isFlagBE())
                .put("backup_state", authenticator.isFlagBS());
        if (data.getTransports() != null && !data.getTransports().isEmpty()) {
            ArrayNode transports = item.putArray("transport");
            data.getTransports().stream()
                    .map(AuthenticatorTransport::getValue)
                    .sorted()
                    .forEach(transports::add);
        }
        return new SecurityKey(item, credential.getCredentialId(), publicKey);
    }
}
