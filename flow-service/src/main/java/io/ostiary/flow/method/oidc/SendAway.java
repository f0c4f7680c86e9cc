package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.secret.Seal;
import io.ostiary.flow.continuity.Detours;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Sends a browser to a provider, and keeps the submission until it is back. */
@Singleton
class SendAway {

    /** The contract's; {@code login_hint} is not among them, for a stranger's hint could choose the account. */
    private static final Set<String> UPSTREAM = Set.of("hd", "prompt", "auth_type", "acr_values");

    private static final String UPSTREAM_FIELD = "upstream_parameters";

    private final Detours detours;
    private final PostgresExchange exchange;
    private final Seal seal;
    private final HereAgain here;

    SendAway(Detours detours, PostgresExchange exchange, Configuration configuration, HereAgain here) {
        this.detours = detours;
        this.exchange = exchange;
        this.seal = seal(configuration);
        this.here = here;
    }

    static Seal seal(Configuration configuration) {
        return new Seal("ostiary sign-in state", configuration.secrets("secrets.cipher"));
    }

    /** Sends it. */
    <D> Uni<Step<D>> to(Provider provider, Sent sent) {
        Map<String, String> upstream = upstream(sent.fields().value(UPSTREAM_FIELD));
        Flow flow = sent.flow();
        SignInState state =
                new SignInState(flow.kind(), flow.id(), provider.settings().id(), Ids.random());
        String mark = mark(sent);
        Provider.Asked asked = new Provider.Asked(state.sealed(seal), flow.isRefresh(), upstream);
        return here.again(provider.authorize(asked))
                .invoke(departure -> new Away(state.id(), mark, departure.verifier(), kept(sent.fields())).keepIn(flow))
                .map(departure -> new Step.Leave<>(departure.address()));
    }

    /**
     * The browser that is sent. An app that waits for its session by an exchange has sent its own browser, and whoever
     * comes back with its answer gets nothing but one half of a code. Of any other app no browser is known.
     */
    private String mark(Sent sent) {
        if (!sent.flow().isNative()) {
            return detours.mark(sent.request(), OidcConfig.NAME.wire());
        }
        return exchange.isAskedBy(sent.flow()) ? Away.ANY_BROWSER : Away.NO_BROWSER;
    }

    /** A page may have sent all its fields along; a password is nobody's business then. */
    private static ObjectNode kept(Submission fields) {
        ObjectNode kept = fields.kept();
        kept.remove("password");
        return kept;
    }

    private static Map<String, String> upstream(JsonNode wanted) {
        Map<String, String> upstream = new LinkedHashMap<>();
        if (wanted == null || wanted.isNull()) {
            return upstream;
        }
        if (!wanted.isObject()) {
            throw new ProblemException(new Problem.BadRequest(UPSTREAM_FIELD + " has to be an object."));
        }
        for (String name : UPSTREAM) {
            JsonNode value = wanted.path(name);
            if (!value.isMissingNode() && !value.isTextual()) {
                throw new ProblemException(new Problem.BadRequest(UPSTREAM_FIELD + "." + name + " has to be a text."));
            }
            if (value.isTextual()) {
                upstream.put(name, value.asText());
            }
        }
        return upstream;
    }
}
