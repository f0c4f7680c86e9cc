package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.outbound.OutboundBounds;
import io.ostiary.outbound.OutboundClient;
import io.ostiary.outbound.OutboundRules;
import io.ostiary.outbound.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The admin API of the OAuth2 server, as far as logins need it ({@code oauth2_provider.url} and {@code .headers}). */
@Singleton
class OAuth2Server {

    private static final Logger LOG = Logger.getLogger(OAuth2Server.class);

    private static final String LOGIN = "/admin/oauth2/auth/requests/login";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final OutboundBounds BOUNDS = new OutboundBounds(Duration.ofSeconds(5), 1 << 16, 16, 256);

    private final String url;
    private final Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final OutboundClient client;

    OAuth2Server(Configuration configuration, Vertx vertx) {
        this.url = configuration.optionalText("oauth2_provider.url").orElse("").replaceAll("/+$", "");
        configuration
                .tree("oauth2_provider.headers")
                .properties()
                .forEach(each ->
                        headers.put(each.getKey(), Secret.of(each.getValue().asText())));
        this.client = new OutboundClient(vertx, OutboundRules.of(configuration), BOUNDS);
    }

    boolean isConfigured() {
        return !url.isEmpty();
    }

    /** What the server wants; fails with {@link Problem.BadRequest} when it doesn't know the challenge. */
    Uni<Challenge> find(String challenge) {
        return send(HttpMethod.GET, LOGIN, challenge, null).map(answer -> switch (answer.status()) {
            case 200 -> new Challenge.Open(LoginRequest.of(challenge, body(answer)));
            case 410 -> new Challenge.Handled(redirect(answer));
            default -> throw unusable(answer.status(), "find");
        });
    }

    /**
     * Tells the server who has signed in.
     *
     * @return where the browser goes on; fails with {@link Problem.BadRequest} when the server doesn't take it
     */
    Uni<String> accept(String challenge, ObjectNode who) {
        return decide("/accept", challenge, who);
    }

    /** Tells the server that nobody can sign in for it. */
    Uni<String> reject(String challenge, ObjectNode why) {
        return decide("/reject", challenge, why);
    }

    private Uni<String> decide(String how, String challenge, ObjectNode body) {
        return send(HttpMethod.PUT, LOGIN + how, challenge, body).map(answer -> switch (answer.status()) {
            case 200 -> redirect(answer);
            default -> throw unusable(answer.status(), how);
        });
    }

    private Uni<Outcome.Answered> send(HttpMethod method, String path, String challenge, @Nullable ObjectNode body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "ostiary");
        headers.forEach((name, value) -> request.putHeader(name, value.reveal()));
        if (body != null) {
            request.putHeader("Content-Type", "application/json");
        }
        return client.send(
                        ReturnAddresses.with(url + path, "login_challenge", challenge),
                        request,
                        body == null ? Buffer.buffer() : Buffer.buffer(Json.text(body)))
                .map(OAuth2Server::answered);
    }

    private static Outcome.Answered answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answer when answer.status() < 500 && answer.status() != 429 -> answer;
            case Outcome.Answered answer -> throw away("it answered " + answer.status());
            case Outcome.TooLong tooLong -> throw away("its answer is too long");
            case Outcome.Busy busy -> throw away("too many calls are under way");
            case Outcome.Failed(Throwable cause) -> throw away(cause.toString());
            case Outcome.Forbidden forbidden -> {
                LOG.error("oauth2_provider.url has a private address, which clients.http forbids");
                throw new ProblemException(
                        new Problem.InvalidConfiguration("The OAuth2 server may not be called at its address."));
            }
        };
    }

    private static ProblemException away(String why) {
        LOG.warnf("the OAuth2 server can't be asked: %s", why);
        return new ProblemException(new Problem.Unavailable("The OAuth2 server can't be asked.", RETRY_AFTER));
    }

    private static ProblemException unusable(int status, String what) {
        if (status == 401 || status == 403) {
            LOG.errorf("the OAuth2 server answered %d; are oauth2_provider.headers right?", status);
            return new ProblemException(new Problem.InvalidConfiguration("The OAuth2 server refuses to be asked."));
        }
        LOG.infof("the OAuth2 server answered a login challenge (%s) with %d", what, status);
        return new ProblemException(new Problem.BadRequest(
                "The OAuth2 server doesn't take this login challenge. Begin again where you came from."));
    }

    private static String redirect(Outcome.Answered answer) {
        String address = body(answer).path("redirect_to").asText("");
        if (address.isEmpty()) {
            throw away("it named no address to go on at");
        }
        return address;
    }

    private static JsonNode body(Outcome.Answered answer) {
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body().toString(StandardCharsets.UTF_8));
            if (body != null && body.isObject()) {
                return body;
            }
            throw away("its answer is no JSON object");
        } catch (JsonProcessingException e) {
            throw away("its answer is no JSON");
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
