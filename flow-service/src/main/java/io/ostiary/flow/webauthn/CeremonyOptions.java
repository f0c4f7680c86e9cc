package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.List;

/** What a page hands to {@code navigator.credentials} (W3C Web Authentication, sections 5.4 and 5.5), bytes as base64url. */
public final class CeremonyOptions {

    private static final String PUBLIC_KEY = "public-key";

    private CeremonyOptions() {}

    /**
     * Whose key is made.
     *
     * @param handle by which the key names its owner; tells nothing about them
     * @param name what browsers list the key by
     */
    public record Owner(byte[] handle, String name) {}

    /** To make a key. @param known keys of the owner: none of these devices makes another one */
    public static ObjectNode creation(RelyingParty party, String challenge, Owner owner, List<SecurityKey> known) {
        ObjectNode all = Json.object();
        ObjectNode options = all.putObject("publicKey");
        options.putObject("rp").put("name", party.name()).put("id", party.id());
        options.putObject("user")
                .put("name", owner.name())
                .put("displayName", owner.name())
                .put("id", Base64s.url(owner.handle()));
        options.put("challenge", challenge);
        ArrayNode algorithms = options.putArray("pubKeyCredParams");
        Algorithms.OFFERED.forEach(
                each -> algorithms.addObject().put("type", PUBLIC_KEY).put("alg", each));
        options.put("timeout", party.toRegister().toMillis());
        if (!known.isEmpty()) {
            options.set("excludeCredentials", descriptors(known));
        }
        options.set("authenticatorSelection", selection(party.terms()));
        if (party.terms().attestation() != null) {
            options.put("attestation", party.terms().attestation());
        }
        return all;
    }

    private static ObjectNode selection(RelyingParty.Terms terms) {
        ObjectNode selection = Json.object();
        if (terms.attachment() != null) {
            selection.put("authenticatorAttachment", terms.attachment());
        }
        if (terms.residentKey() != null) {
            selection.put("requireResidentKey", terms.requireResidentKey()).put("residentKey", terms.residentKey());
        }
        return selection.put("userVerification", terms.userVerification());
    }

    /** To sign in by whichever key the browser finds. */
    public static ObjectNode request(RelyingParty party, String challenge) {
        ObjectNode all = Json.object();
        all.putObject("publicKey")
                .put("challenge", challenge)
                .put("timeout", party.toSignIn().toMillis())
                .put("rpId", party.id())
                .put("userVerification", party.terms().userVerification());
        return all;
    }

    /** To sign in by one of some keys. @param allowed their {@link #descriptors} */
    public static ObjectNode request(RelyingParty party, String challenge, ArrayNode allowed) {
        ObjectNode all = request(party, challenge);
        all.withObjectProperty("publicKey").set("allowCredentials", allowed);
        return all;
    }

    /** How options name keys. */
    public static ArrayNode descriptors(List<SecurityKey> keys) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (SecurityKey key : keys) {
            ObjectNode one = all.addObject().put("type", PUBLIC_KEY).put("id", Base64s.url(key.id()));
            if (!key.transports().isEmpty()) {
                ArrayNode transports = one.putArray("transports");
                key.transports().forEach(transports::add);
            }
        }
        return all;
    }
}
