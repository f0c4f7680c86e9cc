package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.jsonnet.Evaluated;
import io.ostiary.jsonnet.Jsonnet;
import io.ostiary.jsonnet.JsonnetBounds;
import io.ostiary.jsonnet.Program;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes an identity of claims, by the provider's {@code mapper_url}: a Jsonnet program that finds {@code claims} and {@code
 * identity} by {@code std.extVar}. The processes are started with the service. A mapper that fails is the operator's mistake; the log says why, without the claims.
 */
@Startup
@Singleton
class ClaimsMapper {

    private static final Logger LOG = Logger.getLogger(ClaimsMapper.class);

    private final MapperTexts texts;
    private final HereAgain here;
    private final @Nullable Jsonnet jsonnet;

    ClaimsMapper(OidcConfig config, Configuration configuration, Clock clock, HereAgain here) {
        this.texts = new MapperTexts(configuration.resources(), clock);
        this.here = here;
        this.jsonnet = config.providers().isEmpty() ? null : new Jsonnet(JsonnetBounds.USUAL);
    }

    /** What the mapper makes of an account; of nobody who is known. */
    Uni<Mapped> of(Account account) {
        ObjectNode nobody = Json.object();
        nobody.putObject("traits");
        nobody.putObject("metadata_public");
        nobody.putObject("metadata_admin");
        return of(account, nobody);
    }

    /** What the mapper makes of an account whose owner is known. @param identity what the mapper sees of them */
    Uni<Mapped> of(Account account, JsonNode identity) {
        ProviderSettings provider = account.provider();
        Uni<Mapped> mapped = Uni.createFrom()
                .item(Unchecked.supplier(() -> texts.read(provider.mapperUrl())))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(IOException.class)
                .transform(e -> broken(provider, "it can't be read: " + e.getMessage()))
                .chain(text -> evaluated(text, Map.of("claims", account.claims(), "identity", identity)))
                .map(outcome -> mapped(provider, outcome));
        return here.again(mapped);
    }

    private Uni<Evaluated> evaluated(String text, Map<String, JsonNode> externals) {
        return jsonnet == null
                ? Uni.createFrom().item(new Evaluated.Busy())
                : jsonnet.evaluate(Program.withExternals(text, externals));
    }

    private static Mapped mapped(ProviderSettings provider, Evaluated outcome) {
        return switch (outcome) {
            case Evaluated.Value(JsonNode output) -> read(provider, output);
            // What the program says can hold claims.
            case Evaluated.Failed failed -> throw broken(provider, "it failed");
            case Evaluated.TooSlow slow -> throw broken(provider, "it did not end in time");
            case Evaluated.Busy busy ->
                throw new ProblemException(new Problem.TooManyRequests(
                        "Too many people sign in by a provider at this moment.", Duration.ofSeconds(1)));
        };
    }

    private static Mapped read(ProviderSettings provider, JsonNode output) {
        try {
            return Mapped.of(output);
        } catch (IllegalArgumentException e) {
            throw broken(provider, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException broken(ProviderSettings provider, String why) {
        LOG.errorf("The mapper of the sign-in provider %s can't be used: %s", provider.id(), why);
        return new ProblemException(new Problem.InvalidConfiguration(
                "The claims mapper of the provider " + provider.id() + " can't be used: " + why + "."));
    }

    @PreDestroy
    void close() {
        if (jsonnet != null) {
            jsonnet.close();
        }
    }
}
