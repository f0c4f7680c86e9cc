package io.ostiary.call;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Issues and checks service tokens: JWTs (RFC 7519) signed ES256 with the caller's own key, one
 * minute long, {@code iss} the caller and {@code aud} the called service. An issued token is used
 * for half its life, a checked one is remembered by its text until it expires.
 */
@Singleton
public class ServiceTokens {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int REMEMBERED_AT_MOST = 1_000;

    private record Issued(String token, Instant renewAt) {}

    private record Checked(ServiceName caller, Instant expiresAt) {}

    private final ServiceKeys keys;
    private final ServiceName self;
    private final Map<ServiceName, Issued> issued = new ConcurrentHashMap<>();
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    ServiceTokens(ServiceKeys keys, CallConfig config) {
        this.keys = keys;
        this.self = config.self();
    }

    /** A token for calling that service. */
    public String issueFor(ServiceName called) {
        Instant now = Instant.now();
        Issued current = issued.get(called);
        if (current == null || now.isAfter(current.renewAt())) {
            current = new Issued(sign(called, now), now.plus(LIFE.dividedBy(2)));
            issued.put(called, current);
        }
        return current.token();
    }

    private String sign(ServiceName called, Instant now) {
        return Jwt.issuer(self.wire())
                .audience(called.wire())
                .subject(self.wire())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(keys.signingId())
                .sign(keys.signing());
    }

    /**
     * Who calls with this token.
     *
     * @return empty when the token isn't valid for this service
     */
    public Optional<ServiceName> check(String token) {
        Instant now = Instant.now();
        Checked known = checked.get(token);
        if (known != null && now.isBefore(known.expiresAt())) {
            return Optional.of(known.caller());
        }
        Optional<Checked> fresh = verify(token);
        fresh.ifPresent(c -> remember(token, c, now));
        return fresh.map(Checked::caller);
    }

    private Optional<Checked> verify(String token) {
        try {
            JsonWebSignature parsed = new JsonWebSignature();
            parsed.setCompactSerialization(token);
            java.security.Key key = keys.byId(parsed.getKeyIdHeaderValue());
            if (key == null) {
                return Optional.empty();
            }
            JWTAuthContextInfo expectation = new JWTAuthContextInfo();
            expectation.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
            expectation.setExpectedAudience(Set.of(self.wire()));
            expectation.setPublicVerificationKey((java.security.PublicKey) key);
            JsonWebToken jwt = new DefaultJWTParser(expectation).parse(token);
            ServiceName caller = ServiceName.of(jwt.getIssuer());
            // A key speaks for its owner only: the key id begins with the owner's name.
            return parsed.getKeyIdHeaderValue().startsWith(caller.wire() + "-")
                    ? Optional.of(new Checked(caller, Instant.ofEpochSecond(jwt.getExpirationTime())))
                    : Optional.empty();
        } catch (JoseException | ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void remember(String token, Checked c, Instant now) {
        if (checked.size() >= REMEMBERED_AT_MOST) {
            checked.values().removeIf(old -> now.isAfter(old.expiresAt()));
        }
        if (checked.size() < REMEMBERED_AT_MOST) {
            checked.put(token, c);
        }
    }
}
