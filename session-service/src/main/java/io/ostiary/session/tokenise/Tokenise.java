package io.ostiary.session.tokenise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.jsonnet.Evaluated;
import io.ostiary.jsonnet.Jsonnet;
import io.ostiary.jsonnet.JsonnetBounds;
import io.ostiary.jsonnet.Program;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a token of a session by a template. */
@Singleton
public class Tokenise {

    private static final Logger LOG = Logger.getLogger(Tokenise.class);
    private static final Problem BROKEN = new Problem.InvalidConfiguration("The tokenizer template can't be used.");

    private final Map<String, Template> templates = new HashMap<>();
    private final String issuer;
    private final LoadedTexts texts;
    private final Clock clock;
    private final Vertx vertx;
    private final @Nullable Jsonnet jsonnet;

    Tokenise(Configuration configuration, Clock clock, Vertx vertx) {
        configuration
                .tree("session.whoami.tokenizer.templates")
                .properties()
                .forEach(entry -> templates.put(entry.getKey(), Template.of(entry.getValue())));
        this.issuer = configuration.text("serve.public.base_url");
        this.texts = new LoadedTexts(configuration.resources(), clock);
        this.clock = clock;
        this.vertx = vertx;
        boolean maps = templates.values().stream().anyMatch(template -> template.mapper() != null);
        this.jsonnet = maps ? new Jsonnet(JsonnetBounds.USUAL) : null;
    }

    /**
     * Makes a token.
     *
     * @param session the body of a whoami answer
     * @return on the caller's context; never fails
     */
    public Uni<Tokenised> of(String template, byte[] session) {
        Template chosen = templates.get(template);
        if (chosen == null) {
            return refused(new Problem.BadRequest("There is no tokenizer template of that name."));
        }
        Context caller = vertx.getOrCreateContext();
        return Uni.createFrom()
                .deferred(Unchecked.supplier(() -> made(chosen, session)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithUni(failure -> broken(template, failure))
                .emitOn(made -> caller.runOnContext(ignored -> made.run()));
    }

    private static Uni<Tokenised> broken(String template, Throwable failure) {
        LOG.errorf("The tokenizer template %s can't be used: %s", template, failure);
        return refused(BROKEN);
    }

    private static Uni<Tokenised> refused(Problem problem) {
        return Uni.createFrom().item(new Tokenised.Refused(problem));
    }

    private Uni<Tokenised> made(Template template, byte[] body) throws IOException {
        JsonNode session = Json.MAPPER.readTree(body);
        String subject = session.path("identity")
                .path(template.externalSubject() ? "external_id" : "id")
                .asText();
        if (subject.isEmpty()) {
            return refused(new Problem.BadRequest("The identity has no external id."));
        }
        ObjectNode claims = claims(template, session, subject);
        String keys = texts.read(template.keys());
        if (template.mapper() == null || jsonnet == null) {
            return Uni.createFrom().item(signed(keys, claims));
        }
        Program program =
                Program.withExternals(texts.read(template.mapper()), Map.of("claims", claims, "session", session));
        return jsonnet.evaluate(program)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(mapped -> mapped(mapped, keys, claims));
    }

    private ObjectNode claims(Template template, JsonNode session, String subject) {
        Instant now = clock.instant();
        return Json.object()
                .put("jti", Ids.random().toString())
                .put("iss", issuer)
                .put("sub", subject)
                .put("sid", session.path("id").asText())
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(template.ttl()).getEpochSecond());
    }

    private static Tokenised mapped(Evaluated mapped, String keys, ObjectNode standard) {
        return switch (mapped) {
            case Evaluated.Value(JsonNode json)
            when json.path("claims") instanceof ObjectNode own -> signed(keys, together(standard, own));
            case Evaluated.Value other -> mapperFailed("it gave no object claims");
            case Evaluated.Failed(String why) -> mapperFailed(why);
            case Evaluated.TooSlow slow -> mapperFailed("it did not end in time");
            case Evaluated.Busy busy ->
                new Tokenised.Refused(
                        new Problem.TooManyRequests("Too many tokens are being made.", Duration.ofSeconds(1)));
        };
    }

    /** The mapper's claims lie over the standard ones; only the subject is never the mapper's. */
    private static ObjectNode together(ObjectNode standard, ObjectNode own) {
        ObjectNode all = standard.deepCopy();
        all.setAll(own);
        return all.set("sub", standard.get("sub"));
    }

    private static Tokenised mapperFailed(String why) {
        LOG.warnf("A claims mapper failed: %s", why);
        return new Tokenised.Refused(new Problem.BadRequest("The claims mapper of the template failed."));
    }

    private static Tokenised signed(String keys, ObjectNode claims) {
        try {
            return new Tokenised.Token(Signature.of(keys, claims));
        } catch (Signature.UnusableKey e) {
            return new Tokenised.Refused(new Problem.BadRequest(e.getMessage()));
        }
    }

    @PreDestroy
    void close() {
        if (jsonnet != null) {
            jsonnet.close();
        }
    }
}
