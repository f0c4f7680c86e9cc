package io.ostiary.identity.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.HttpCalls;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks another system whether a password is right. It is sent {@code {"identifier", "password"}}
 * and says yes by 200 with {@code {"status": "password_match"}}; any other 200, and 403, is a no.
 * All else is no answer.
 */
@ApplicationScoped
public class MigrationHook {

    private static final Logger LOG = Logger.getLogger(MigrationHook.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 1024;
    private static final int CONNECTIONS = 16;

    private final @Nullable HookConfig config;
    private final HttpCalls calls;

    MigrationHook(Configuration configuration, Vertx vertx) {
        this.config = HookConfig.of(configuration);
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(10 * CONNECTIONS);
        this.calls = new HttpCalls(vertx, options, LARGEST_ANSWER);
        if (config != null && config.hasTemplate()) {
            LOG.warnf("%s.config.body has no effect in this version: the hook can't be asked", HookConfig.KEY);
        }
    }

    /** What came of asking. */
    public enum Answer {
        /** The password is right. */
        MATCH,
        /** It is not. */
        NO_MATCH,
        /** The other system can't be reached, or said neither. */
        NONE
    }

    /** Whether there is a system to ask, and it can be asked as the configuration says. */
    public boolean isUsable() {
        return config != null && !config.hasTemplate();
    }

    /**
     * Asks about a password; only when {@link #isUsable}.
     *
     * @param identifier as it was typed
     */
    public Uni<Answer> ask(String identifier, Secret password) {
        HookConfig usable = Objects.requireNonNull(config, "the hook is asked only when it is usable");
        ObjectNode question = Json.object().put("identifier", identifier).put("password", password.reveal());
        return calls.send(request(usable), Buffer.buffer(Json.text(question)), DEADLINE)
                .map(MigrationHook::read)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("the password migration hook can't be asked: %s", failure);
                    return Answer.NONE;
                });
    }

    private static RequestOptions request(HookConfig config) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url())
                .putHeader(HttpHeaders.USER_AGENT, "ostiary");
        config.headers().forEach((name, value) -> request.putHeader(name, value.reveal()));
        return request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    private static Answer read(HttpCalls.Answer answer) {
        return switch (answer.status()) {
            case 200 -> answer.body() == null ? Answer.NO_MATCH : judge(answer.body());
            case 403 -> Answer.NO_MATCH;
            default -> {
                LOG.warnf("the password migration hook answered %d", answer.status());
                yield Answer.NONE;
            }
        };
    }

    private static Answer judge(Buffer body) {
        try {
            boolean matches = Json.MAPPER
                    .readTree(body.toString(StandardCharsets.UTF_8))
                    .path("status")
                    .asText()
                    .equals("password_match");
            return matches ? Answer.MATCH : Answer.NO_MATCH;
        } catch (JsonProcessingException e) {
            return Answer.NO_MATCH;
        }
    }

    @PreDestroy
    void close() {
        calls.close();
    }
}
