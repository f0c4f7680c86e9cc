package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3). Only what is used is read, for many providers
 * leave out things that they have to say.
 *
 * @param algorithms of ID tokens' signatures; only those with a public key count
 * @param challenges whether it takes PKCE with S256
 * @param namesItself whether its answers say who it is (RFC 9207)
 */
record Metadata(
        String issuer,
        String authorize,
        String token,
        String userinfo,
        String keys,
        Set<JWSAlgorithm> algorithms,
        boolean challenges,
        boolean namesItself) {

    static Metadata of(JsonNode said) {
        return new Metadata(
                said.path("issuer").asText(""),
                said.path("authorization_endpoint").asText(""),
                said.path("token_endpoint").asText(""),
                said.path("userinfo_endpoint").asText(""),
                said.path("jwks_uri").asText(""),
                algorithms(said.path("id_token_signing_alg_values_supported")),
                contains(said.path("code_challenge_methods_supported"), "S256"),
                said.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    /** A provider that says nothing of itself. */
    static Metadata of(String issuer, String authorize, String token, String userinfo, String keys) {
        return new Metadata(
                issuer, authorize, token, userinfo, keys, Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), false, false);
    }

    private static Set<JWSAlgorithm> algorithms(JsonNode names) {
        Set<JWSAlgorithm> all = new LinkedHashSet<>();
        for (JsonNode name : names) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(name.asText());
            if (JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
                all.add(algorithm);
            }
        }
        return all.isEmpty() ? Set.of(JWSAlgorithm.RS256) : all;
    }

    private static boolean contains(JsonNode names, String wanted) {
        for (JsonNode name : names) {
            if (name.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
