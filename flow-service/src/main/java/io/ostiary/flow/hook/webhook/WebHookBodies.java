package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.hook.ConfiguredHooks;
import io.ostiary.jsonnet.Evaluated;
import io.ostiary.jsonnet.Jsonnet;
import io.ostiary.jsonnet.JsonnetBounds;
import io.ostiary.jsonnet.Program;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the bodies of calls by the programs of hooks, each in a process of its own and within its bounds. */
@Singleton
class WebHookBodies {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String ERROR = "sjsonnet.Error: ";
    private static final String CANCEL = "cancel";

    private final ProgramTexts texts;
    private final @Nullable Jsonnet jsonnet;

    WebHookBodies(Configuration configuration, ConfiguredHooks hooks, Clock clock) {
        this.texts = new ProgramTexts(configuration.resources(), clock);
        boolean used = Arrays.stream(FlowKind.values())
                .flatMap(kind -> hooks.of(kind).stream())
                .anyMatch(entry -> entry.name().equals(WebHook.NAME));
        this.jsonnet = used ? new Jsonnet(JsonnetBounds.USUAL) : null;
    }

    /**
     * The body of a call.
     *
     * @return on any thread; never fails
     */
    Uni<HookBody> of(WebHookConfig hook, ObjectNode context) {
        if (hook.method().equals("TRACE")) {
            return made(Buffer.buffer());
        }
        String program = hook.program();
        Jsonnet evaluator = jsonnet;
        if (program == null || evaluator == null) {
            return failed("it has no body, which every method but TRACE needs");
        }
        if (!hook.contentType().equals(JSON) && !hook.contentType().equals(FORM)) {
            return failed("its Content-Type is neither " + JSON + " nor " + FORM);
        }
        return Uni.createFrom()
                .item(() -> texts.read(program))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(text -> evaluator.evaluate(Program.ofContext(text, context)))
                .map(evaluated -> body(hook, evaluated))
                .onFailure()
                .recoverWithItem(e -> new HookBody.Failed("its program can't be read: " + e, true));
    }

    private static Uni<HookBody> made(Buffer content) {
        return Uni.createFrom().item(new HookBody.Made(content));
    }

    private static Uni<HookBody> failed(String why) {
        return Uni.createFrom().item(new HookBody.Failed(why, true));
    }

    private static HookBody body(WebHookConfig hook, Evaluated evaluated) {
        return switch (evaluated) {
            case Evaluated.Value(JsonNode json) -> hook.contentType().equals(FORM) ? form(json) : json(json);
            case Evaluated.Failed(String why) ->
                isCancelled(why) ? new HookBody.Cancelled() : new HookBody.Failed("its program failed", true);
            case Evaluated.TooSlow slow -> new HookBody.Failed("its program did not end in time", true);
            case Evaluated.Busy busy -> new HookBody.Failed("too many programs wait", false);
        };
    }

    /** An error that begins with the word calls nobody, as in the contract. */
    private static boolean isCancelled(String why) {
        return why.startsWith(ERROR + CANCEL) || why.startsWith(CANCEL);
    }

    private static HookBody json(JsonNode json) {
        return new HookBody.Made(Buffer.buffer(json.toString()));
    }

    private static HookBody form(JsonNode json) {
        if (!(json instanceof ObjectNode fields) || fields.valueStream().anyMatch(value -> !value.isTextual())) {
            return new HookBody.Failed("its program gave no object of texts, which a form needs", true);
        }
        return new HookBody.Made(Buffer.buffer(fields.properties().stream()
                .map(field ->
                        encoded(field.getKey()) + "=" + encoded(field.getValue().textValue()))
                .collect(Collectors.joining("&"))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        if (jsonnet != null) {
            jsonnet.close();
        }
    }
}
