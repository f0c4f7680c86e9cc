package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is special about Apple: its client secret is a token that the client signs, and names come beside the code. */
final class AppleSecret {

    private static final Duration LIFESPAN = Duration.ofMinutes(5);
    private static final Clock CLOCK = Clock.systemUTC();

    private AppleSecret() {}

    /**
     * The secret of the moment.
     *
     * @throws ProblemException with {@link Problem.InvalidConfiguration} when the configured key can't sign it
     */
    static Optional<String> of(ProviderSettings settings) {
        Instant now = CLOCK.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.appleTeamId())
                .subject(settings.clientId())
                .audience("https://appleid.apple.com")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFESPAN)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(settings.applePrivateKeyId())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(key(settings)));
            return Optional.of(token.serialize());
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new ProblemException(
                    new Problem.InvalidConfiguration("apple_private_key of " + settings.id() + " can't be used."));
        }
    }

    /** The key as Apple hands it out: PKCS #8 in PEM (RFC 7468). */
    private static ECPrivateKey key(ProviderSettings settings) throws GeneralSecurityException {
        String pem = Optional.ofNullable(settings.applePrivateKey())
                .map(Secret::reveal)
                .orElse("");
        byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    /** Apple sends names and addresses by a form alone. */
    static Map<String, String> parameters(ProviderSettings settings, boolean again) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (again) {
            parameters.put("prompt", "login");
        }
        if (settings.scopes().contains("email") || settings.scopes().contains("name")) {
            parameters.put("response_mode", "form_post");
        }
        return parameters;
    }

    /** Adds the name that comes with the first sign-in; nothing tells that nobody has changed it on the way. */
    static Account named(Account account, Map<String, String> brought) {
        JsonNode name = read(brought.getOrDefault("user", "")).path("name");
        ObjectNode claims = account.claims().deepCopy();
        putIfMissing(claims, "given_name", name.path("firstName"));
        putIfMissing(claims, "last_name", name.path("lastName"));
        putIfMissing(claims, "family_name", name.path("lastName"));
        return new Account(account.provider(), claims, account.tokens());
    }

    private static void putIfMissing(ObjectNode claims, String claim, JsonNode value) {
        if (!claims.has(claim) && value.isTextual() && !value.asText().isEmpty()) {
            claims.put(claim, value.asText());
        }
    }

    private static JsonNode read(String user) {
        try {
            return Json.ofClient(user.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Json.object();
        }
    }
}
