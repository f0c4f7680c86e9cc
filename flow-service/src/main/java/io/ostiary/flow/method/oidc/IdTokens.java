package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;

/**
 * Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7): a signature by a key of the provider with an algorithm that
 * it announces, issuer, audience and times. One minute of skew between clocks is allowed.
 */
@Singleton
class IdTokens {

    private static final int SKEW_SECONDS = 60;

    private final KeySets keys;

    IdTokens(KeySets keys) {
        this.keys = keys;
    }

    /**
     * Checks a token.
     *
     * @param by the provider; its issuer is the only one that is accepted
     * @param audiences of which the token has to be for one
     * @return what it says; fails with {@link NotAccepted}
     */
    Uni<JsonNode> verified(String token, Metadata by, List<String> audiences) {
        return Uni.createFrom()
                .item(() -> parsed(token))
                .chain(jwt -> keys.with(by.keys(), jwt.getHeader().getKeyID())
                        .map(known -> verified(jwt, by, audiences, known)));
    }

    /** A token as it is, unchecked: only to find out who could have issued it. */
    static JsonNode unchecked(String token) {
        try {
            return Json.tree(parsed(token).getJWTClaimsSet().toJSONObject());
        } catch (ParseException e) {
            throw new NotAccepted("The ID token can't be read.");
        }
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new NotAccepted("The ID token is not a signed one.");
        }
    }

    private static JsonNode verified(SignedJWT jwt, Metadata by, List<String> audiences, JWKSet known) {
        NotAccepted why = new NotAccepted("The ID token is for nobody.");
        for (String audience : audiences) {
            try {
                return Json.tree(
                        processor(by, audience, known).process(jwt, null).toJSONObject());
            } catch (BadJOSEException | JOSEException e) {
                why = new NotAccepted("The ID token is not accepted: " + e.getMessage());
            }
        }
        throw why;
    }

    private static DefaultJWTProcessor<SecurityContext> processor(Metadata by, String audience, JWKSet known) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(by.algorithms(), new ImmutableJWKSet<>(known)));
        // Some providers name a type of their own, and an ID token is told by what it says.
        processor.setJWSTypeVerifier((type, context) -> {});
        var verifier = new IDTokenClaimsVerifier(new Issuer(by.issuer()), new ClientID(audience), null, SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(
                (JWTClaimsSet claims, SecurityContext context) -> verifier.verify(claims, context));
        return processor;
    }
}
