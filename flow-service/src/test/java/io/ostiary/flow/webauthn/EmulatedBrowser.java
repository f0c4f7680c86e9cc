package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnModelAuthenticator;
import com.webauthn4j.test.client.ClientPlatform;
import com.webauthn4j.test.client.RegistrationEmulationOption;
import io.ostiary.contract.json.Json;

/** A browser with one authenticator, as the library's makers emulate it; options and answers are a page's JSON. */
public final class EmulatedBrowser {

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnModelAuthenticator authenticator;
    private final ClientPlatform platform;

    private EmulatedBrowser(String origin, int counter) {
        authenticator = new NoneAttestationAuthenticator(AAGUID.ZERO, counter, true, converter);
        platform = new ClientPlatform(new Origin(origin), new WebAuthnAuthenticatorAdaptor(authenticator, converter));
    }

    /** At a page, with a key that counts its signatures and knows its owner. */
    public static EmulatedBrowser at(String origin) {
        return new EmulatedBrowser(origin, 0);
    }

    /** As {@link #at}, with a key whose counter stands still. */
    public static EmulatedBrowser stuckAt(String origin, int counter) {
        EmulatedBrowser browser = new EmulatedBrowser(origin, counter);
        browser.authenticator.setCountUpEnabled(false);
        return browser;
    }

    /** The same key at another page. */
    public EmulatedBrowser goTo(String origin) {
        platform.setOrigin(new Origin(origin));
        return this;
    }

    /** Makes a key. @param options as a form has them */
    public ObjectNode create(JsonNode options) {
        var wanted = converter
                .getJsonConverter()
                .readValue(options.path("publicKey").toString(), PublicKeyCredentialCreationOptions.class);
        var made = platform.create(wanted, new RegistrationEmulationOption());
        ObjectNode answer = answer(made.getRawId());
        answer.putObject("response")
                .put("attestationObject", Base64s.url(made.getResponse().getAttestationObject()))
                .put("clientDataJSON", Base64s.url(made.getResponse().getClientDataJSON()))
                .putArray("transports")
                .add("internal");
        return answer;
    }

    /** Signs. @param options as a form has them */
    public ObjectNode get(JsonNode options) {
        var wanted = converter
                .getJsonConverter()
                .readValue(options.path("publicKey").toString(), PublicKeyCredentialRequestOptions.class);
        var signed = platform.get(wanted);
        AuthenticatorAssertionResponse response = signed.getResponse();
        ObjectNode answer = answer(signed.getRawId());
        answer.putObject("response")
                .put("authenticatorData", Base64s.url(response.getAuthenticatorData()))
                .put("clientDataJSON", Base64s.url(response.getClientDataJSON()))
                .put("signature", Base64s.url(response.getSignature()))
                .put("userHandle", response.getUserHandle() == null ? "" : Base64s.url(response.getUserHandle()));
        return answer;
    }

    private static ObjectNode answer(byte[] id) {
        return Json.object()
                .put("id", Base64s.url(id))
                .put("rawId", Base64s.url(id))
                .put("type", "public-key");
    }
}
