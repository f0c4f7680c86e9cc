package io.ostiary.flow.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ostiary.call.HttpCalls;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A challenge (CAPTCHA) that is demanded before a guess is refused. Its server is asked about the token of a form in the
 * way that the common ones have: {@code secret}, {@code response} and {@code remoteip} by POST, {@code {"success": true}}
 * for yes. No answer is no.
 */
@Singleton
class Challenge {

    /** What became of it. */
    enum Outcome {
        /** There is none, or it doesn't help any more. */
        NONE,
        /** The form has to bring a token. */
        DEMANDED,
        /** The form brought one that is right. */
        MET
    }

    private static final Logger LOG = Logger.getLogger(Challenge.class);
    private static final String KEY = "ostiary.limits.challenge.";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final int CONNECTIONS = 16;

    private final Optional<String> url;
    private final Optional<Secret> secret;
    private final String field;
    private final HttpCalls calls;

    Challenge(Configuration configuration, Vertx vertx) {
        this.url = configuration.optionalText(KEY + "verify_url");
        this.secret = configuration.optionalSecret(KEY + "secret");
        this.field = configuration.text(KEY + "field");
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(10 * CONNECTIONS);
        this.calls = new HttpCalls(vertx, options, LARGEST_ANSWER);
    }

    /** The field that carries the token. */
    String field() {
        return field;
    }

    /**
     * What becomes of a guess that is refused otherwise.
     *
     * @param token what the form brought in {@link #field}; empty: nothing
     */
    Uni<Outcome> of(String token, @Nullable String clientAddress, Ruling.Refused refused) {
        if (url.isEmpty() || refused.far()) {
            return Uni.createFrom().item(Outcome.NONE);
        }
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Uni.createFrom().item(Outcome.DEMANDED);
        }
        return calls.send(request(url.get()), question(token, clientAddress), DEADLINE)
                .map(Challenge::isMet)
                .onFailure()
                .invoke(e -> LOG.warnf("The challenge's server can't be asked: %s", e))
                .onFailure()
                .recoverWithItem(false)
                .map(met -> met ? Outcome.MET : Outcome.DEMANDED);
    }

    private static RequestOptions request(String url) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url)
                .putHeader("User-Agent", "ostiary")
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    private Buffer question(String token, @Nullable String clientAddress) {
        return Buffer.buffer("secret=" + encoded(secret.map(Secret::reveal).orElse(""))
                + "&response=" + encoded(token)
                + "&remoteip=" + encoded(Objects.requireNonNullElse(clientAddress, "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isMet(HttpCalls.Answer answer) {
        if (answer.status() != 200 || answer.body() == null) {
            LOG.warnf("The challenge's server answered %d.", answer.status());
            return false;
        }
        try {
            return Json.MAPPER
                    .readTree(answer.body().toString(StandardCharsets.UTF_8))
                    .path("success")
                    .asBoolean(false);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @PreDestroy
    void close() {
        calls.close();
    }
}
