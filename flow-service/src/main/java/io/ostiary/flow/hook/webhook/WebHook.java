package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.hook.Hook;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code web_hook}: calls a server of the operator's.
 *
 * <p>One that may refuse, and each at a login, is called before anything is written; the others once it is written. At a
 * recovery or verification all are called once the secret is used up (contract). One whose answer is ignored is kept with
 * what is written and called afterwards.
 */
@Singleton
public class WebHook implements Hook {

    static final String NAME = "web_hook";

    /** Calls that somebody waited for; tags {@code flow}, {@code outcome} (said, cancelled, broken). */
    static final String CALLS = "ostiary.webhooks.calls";

    private static final Logger LOG = Logger.getLogger(WebHook.class);

    private final WebHookContext contexts;
    private final WebHookBodies bodies;
    private final CallWebHook call;
    private final PostgresDeliveries deliveries;
    private final DeliverWebHooks deliver;
    private final Vertx vertx;
    private final MeterRegistry metrics;

    WebHook(
            WebHookContext contexts,
            WebHookBodies bodies,
            CallWebHook call,
            PostgresDeliveries deliveries,
            DeliverWebHooks deliver,
            Vertx vertx,
            MeterRegistry metrics) {
        this.contexts = contexts;
        this.bodies = bodies;
        this.call = call;
        this.deliveries = deliveries;
        this.deliver = deliver;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.values());
    }

    @Override
    public boolean seesDraft(JsonNode config) {
        return WebHookConfig.of(config).interrupts();
    }

    @Override
    public Uni<Verdict> begins(Moment.Begins moment, JsonNode config) {
        WebHookConfig hook = checked(config);
        if (hook.ignore()) {
            return deliveries
                    .add(NewDelivery.before(moment.flow(), hook, config, contexts.of(moment)))
                    .invoke(deliver::wake)
                    .replaceWith(Verdict.GO);
        }
        return ask(moment.flow().kind(), hook, contexts.of(moment));
    }

    @Override
    public Uni<Verdict> decided(Moment.Decided moment, JsonNode config) {
        WebHookConfig hook = checked(config);
        boolean now = switch (moment.open().flow().kind()) {
            case LOGIN -> !hook.ignore();
            case REGISTRATION, SETTINGS -> hook.interrupts();
            case RECOVERY, VERIFICATION -> false;
        };
        return now ? ask(moment.open().flow().kind(), hook, contexts.of(moment)) : go();
    }

    @Override
    public @Nullable JsonNode followUp(Moment.Decided moment, JsonNode config) {
        WebHookConfig hook = checked(config);
        return hook.ignore()
                ? TextNode.valueOf(deliveries.sealed(
                        NewDelivery.ofSignUp(moment, hook, config, contexts.ofSignUp(moment.open(), moment.method()))))
                : null;
    }

    @Override
    public Uni<Void> follow(Mutiny.Session session, IdentityBody identity, JsonNode followUp) {
        return deliveries.add(session, deliveries.opened(followUp.asText()).about(identity));
    }

    @Override
    public void followed() {
        deliver.wake();
    }

    /** That of a sign-up is kept with the person, by {@link #follow}. */
    @Override
    public TransactionWork keeping(Moment.Written moment, JsonNode config) {
        WebHookConfig hook = checked(config);
        return hook.ignore() && moment.open().flow().kind() != FlowKind.REGISTRATION
                ? session -> deliveries.add(session, NewDelivery.after(moment, hook, config, contexts.of(moment)))
                : TransactionWork.NONE;
    }

    @Override
    public Uni<Verdict> after(Moment.Written moment, JsonNode config) {
        WebHookConfig hook = checked(config);
        if (hook.ignore()) {
            deliver.wake();
            return go();
        }
        boolean now = switch (moment.open().flow().kind()) {
            case LOGIN -> false;
            case REGISTRATION, SETTINGS -> !hook.interrupts();
            case RECOVERY, VERIFICATION -> true;
        };
        return now ? ask(moment.open().flow().kind(), hook, contexts.of(moment)) : go();
    }

    private static WebHookConfig checked(JsonNode config) {
        WebHookConfig hook = WebHookConfig.of(config);
        if (hook.ignore() && hook.interrupts()) {
            throw new ProblemException(new Problem.InvalidConfiguration(
                    "The answer of a web hook can't be ignored and read at the same time."));
        }
        return hook;
    }

    private static Uni<Verdict> go() {
        return Uni.createFrom().item(Verdict.GO);
    }

    /** Asks while somebody waits; goes on where it was asked. */
    private Uni<Verdict> ask(FlowKind flow, WebHookConfig hook, ObjectNode context) {
        Context caller = vertx.getOrCreateContext();
        return bodies.of(hook, context)
                .chain(body -> sent(hook, body))
                .emitOn(onward -> caller.runOnContext(ignored -> onward.run()))
                .map(read -> switch (read) {
                    case WebHookAnswer.Said(Verdict verdict) -> verdict;
                    case WebHookAnswer.Broken(Problem told, String why) -> throw broken(flow, hook, told, why);
                })
                .invoke(() -> count(flow, "said"));
    }

    private Uni<WebHookAnswer.Read> sent(WebHookConfig hook, HookBody body) {
        return switch (body) {
            case HookBody.Made(var content) ->
                call.patiently(hook, content).map(outcome -> WebHookAnswer.read(hook, outcome));
            case HookBody.Cancelled none -> Uni.createFrom().item(new WebHookAnswer.Said(Verdict.GO));
            case HookBody.Failed(String why, boolean forGood) ->
                Uni.createFrom().item(new WebHookAnswer.Broken(failed(forGood), why));
        };
    }

    private static Problem failed(boolean forGood) {
        return forGood
                ? new Problem.HookFailed()
                : new Problem.Unavailable("Too many web hooks are being called.", Duration.ofSeconds(1));
    }

    private ProblemException broken(FlowKind flow, WebHookConfig hook, Problem told, String why) {
        count(flow, "broken");
        LOG.warnf("The web hook %s of %s failed: %s", hook.name(), flow.wire(), why);
        return new ProblemException(told);
    }

    private void count(FlowKind flow, String outcome) {
        metrics.counter(CALLS, "flow", flow.wire(), "outcome", outcome).increment();
    }
}
