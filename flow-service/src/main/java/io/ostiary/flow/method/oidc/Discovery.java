package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/** Finds out what OpenID providers say of themselves; kept for an hour. */
@Singleton
class Discovery {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST = 200;
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final String PATH = "/.well-known/openid-configuration";

    private final Wire wire;
    private final Kept<Metadata> kept;

    Discovery(Wire wire, Clock clock) {
        this.wire = wire;
        this.kept = new Kept<>(FRESH, MOST, clock, this::fetch);
    }

    /** Of the provider with that issuer; fails with {@link Problem.InvalidConfiguration} when there is none. */
    Uni<Metadata> of(String issuer) {
        return issuer.isBlank()
                ? Uni.createFrom().failure(unusable("The provider has no issuer_url."))
                : kept.of(issuer);
    }

    private Uni<Metadata> fetch(String issuer) {
        return wire.send(Call.get(issuer.replaceFirst("/+$", "") + PATH)).map(reply -> read(issuer, reply));
    }

    /** The issuer has to be the very text, else a provider could speak for another (section 4.3). */
    private static Metadata read(String issuer, Reply reply) {
        JsonNode said = reply.isFine() ? reply.json() : reply.json().path("");
        if (!said.isObject()) {
            throw unusable(
                    "The provider does not describe itself under its issuer_url: it answered " + reply.status() + ".");
        }
        Metadata metadata = Metadata.of(said);
        if (!metadata.issuer().equals(issuer)) {
            throw unusable("The provider calls itself by another name than issuer_url.");
        }
        if (!ADDRESS.matcher(metadata.authorize()).matches()
                || !ADDRESS.matcher(metadata.token()).matches()) {
            throw unusable("The provider tells no addresses of its own.");
        }
        return metadata;
    }

    private static ProblemException unusable(String reason) {
        return new ProblemException(new Problem.InvalidConfiguration(reason));
    }
}
