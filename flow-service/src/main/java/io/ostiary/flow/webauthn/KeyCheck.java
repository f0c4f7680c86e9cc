package io.ostiary.flow.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what keys bring, by the standard's steps (W3C Web Authentication, sections 7.1 and 7.2): origin, domain, challenge,
 * presence, verification of the owner, signature. The only class that asks the library. Attestations are read, and nothing
 * is decided by them. Pure, but for the clock; a check takes less than a millisecond.
 */
@Singleton
public class KeyCheck {

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager library = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final Clock clock;

    public KeyCheck(Clock clock) {
        this.clock = clock;
        // A counter that goes back is reported and not refused, see Asserted.Right.
        library.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(object -> {});
    }

    /**
     * Checks the answer to creation options.
     *
     * @param challenge of the options, base64url
     * @param passwordless whether the key is to sign in alone
     * @param name what its owner calls it
     */
    Attested made(RelyingParty party, String challenge, String answer, boolean passwordless, String name) {
        Optional<RegistrationData> read = registration(answer);
        if (read.isEmpty()) {
            return new Attested.Unreadable();
        }
        try {
            RegistrationData data = library.verify(
                    read.get(),
                    new RegistrationParameters(
                            server(party, challenge),
                            Algorithms.TAKEN,
                            party.terms().requireUserVerification(),
                            true));
            return new Attested.Made(new NewKey(converter, clock).of(data, passwordless, name));
        } catch (VerificationException e) {
            return new Attested.Wrong(Fault.of(e));
        } catch (RuntimeException e) {
            // Whatever the library makes of hostile bytes is no fault of the service.
            return new Attested.Unreadable();
        }
    }

    private Optional<RegistrationData> registration(String answer) {
        return BrowserAnswer.read(answer).flatMap(this::registration);
    }

    private Optional<RegistrationData> registration(BrowserAnswer answer) {
        try {
            RegistrationData data = library.parse(new RegistrationRequest(
                    answer.bytes("attestationObject"), answer.bytes("clientDataJSON"), answer.transports()));
            return data.getAttestationObject() == null || data.getCollectedClientData() == null
                    ? Optional.empty()
                    : Optional.of(data);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Reads the answer to request options; empty when it is none. */
    public Optional<Assertion> read(String answer) {
        return BrowserAnswer.read(answer).flatMap(this::assertion);
    }

    private Optional<Assertion> assertion(BrowserAnswer answer) {
        try {
            byte[] handle = answer.bytes("userHandle");
            AuthenticationData data = library.parse(new AuthenticationRequest(
                    answer.keyId(),
                    handle,
                    answer.bytes("authenticatorData"),
                    answer.bytes("clientDataJSON"),
                    answer.bytes("signature")));
            return data.getAuthenticatorData() == null || data.getCollectedClientData() == null
                    ? Optional.empty()
                    : Optional.of(new Assertion(answer.keyId(), handle, data));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks a signature.
     *
     * @param challenge of the options, base64url; null: there are none
     * @param keys of whom it is said to be
     */
    Asserted signed(RelyingParty party, @Nullable String challenge, Assertion assertion, SecurityKeys keys) {
        Optional<SecurityKey> key = keys.find(assertion.keyId());
        if (key.isEmpty()) {
            return new Asserted.Wrong(Fault.UNKNOWN_KEY);
        }
        if (challenge == null) {
            return new Asserted.Wrong(Fault.CHALLENGE);
        }
        try {
            AuthenticationData data = library.verify(
                    assertion.data(),
                    new AuthenticationParameters(
                            server(party, challenge),
                            record(key.get()),
                            List.of(key.get().id()),
                            party.terms().requireUserVerification(),
                            true));
            return KeyState.after(key.get(), data.getAuthenticatorData());
        } catch (RuntimeException e) {
            return new Asserted.Wrong(Fault.of(e));
        }
    }

    private CredentialRecord record(SecurityKey key) {
        COSEKey publicKey = converter.getCborConverter().readValue(key.publicKey(), COSEKey.class);
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                KeyState.flag(key, "user_verified"),
                KeyState.flag(key, "backup_eligible"),
                KeyState.flag(key, "backup_state"),
                key.signCount(),
                new AttestedCredentialData(AAGUID.ZERO, key.id(), publicKey),
                null,
                null,
                null,
                Set.of());
    }

    private static ServerProperty server(RelyingParty party, String challenge) {
        return ServerProperty.builder()
                .origins(party.origins().stream().map(Origin::create).collect(Collectors.toUnmodifiableSet()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
