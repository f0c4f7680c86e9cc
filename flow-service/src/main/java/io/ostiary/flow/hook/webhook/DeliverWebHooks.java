package io.ostiary.flow.hook.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.hook.ConfiguredHooks;
import io.ostiary.outbound.Outcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Calls the receivers of hooks that nobody waits for, some at a time. A crash leaves what it was about to the next process:
 * a receiver can be told twice, under the same {@code webhook-id}. All of it runs on one event loop of its own, so its state
 * needs no locks and nothing in it may block.
 */
@Singleton
class DeliverWebHooks {

    /** Tries; tags {@code flow}, {@code outcome} (taken, cancelled, again, given_up). */
    static final String DELIVERIES = "ostiary.webhooks.deliveries";

    private static final Logger LOG = Logger.getLogger(DeliverWebHooks.class);
    private static final int HANDS = 16;
    private static final long LOOK_MILLIS = 1_000;

    private final PostgresDeliveries deliveries;
    private final ConfiguredHooks hooks;
    private final WebHookBodies bodies;
    private final CallWebHook call;
    private final DeliveryRules rules;
    private final MeterRegistry metrics;
    private final Vertx vertx;
    private final Context loop;
    private final Duration lease;

    private int free = HANDS;
    private boolean claiming;
    private boolean rung;
    private boolean running;
    private long timer;

    DeliverWebHooks(
            PostgresDeliveries deliveries,
            ConfiguredHooks hooks,
            WebHookBodies bodies,
            CallWebHook call,
            MeterRegistry metrics,
            Vertx vertx,
            Configuration configuration) {
        this.deliveries = deliveries;
        this.hooks = hooks;
        this.bodies = bodies;
        this.call = call;
        this.rules = new DeliveryRules(configuration.integer("ostiary.webhooks.attempts"));
        this.metrics = metrics;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.lease = configuration.duration("ostiary.webhooks.deadline").plus(Duration.ofSeconds(10));
    }

    void start(@Observes StartupEvent started) {
        loop.runOnContext(go -> {
            running = true;
            timer = vertx.setPeriodic(LOOK_MILLIS, tick -> claim());
            claim();
        });
    }

    void stop(@Observes ShutdownEvent stopped) {
        loop.runOnContext(go -> {
            running = false;
            vertx.cancelTimer(timer);
        });
    }

    /** There is something to do. Costs nothing. */
    void wake() {
        loop.runOnContext(go -> claim());
    }

    /** Claims no more than can be tried at once, so that no claimed call waits. */
    private void claim() {
        if (!running || free <= 0) {
            return;
        }
        if (claiming) {
            rung = true;
            return;
        }
        claiming = true;
        rung = false;
        int wanted = free;
        deliveries
                .claim(wanted, lease)
                .subscribe()
                .with(
                        claimed -> loop.runOnContext(go -> begin(claimed, wanted)),
                        failure -> loop.runOnContext(go -> claimFailed(failure)));
    }

    private void begin(List<Delivery> claimed, int wanted) {
        claiming = false;
        free -= claimed.size();
        claimed.forEach(this::handle);
        if (rung || claimed.size() == wanted) {
            claim();
        }
    }

    /** The next look tries again; until then nothing is lost. */
    private void claimFailed(Throwable failure) {
        claiming = false;
        LOG.warnf("calls of web hooks can't be claimed: %s", failure.toString());
    }

    private void handle(Delivery delivery) {
        attempt(delivery)
                .chain(next -> follow(delivery, next))
                .subscribe()
                .with(
                        done -> loop.runOnContext(go -> finished()),
                        failure -> loop.runOnContext(go -> {
                            LOG.warnf(
                                    "what came of the call %s can't be written, it will be made again: %s",
                                    delivery.id(), failure.toString());
                            finished();
                        }));
    }

    private void finished() {
        free++;
        claim();
    }

    private Uni<DeliveryRules.Next> attempt(Delivery delivery) {
        if (delivery.config().isMissingNode()) {
            return Uni.createFrom().item(new DeliveryRules.GiveUp("it was sealed under an unknown secret"));
        }
        WebHookConfig hook = current(delivery);
        return bodies.of(hook, delivery.context()).chain(body -> switch (body) {
            case HookBody.Made(var content) ->
                call.once(hook, content, delivery.id()).map(outcome -> next(delivery, outcome));
            case HookBody.Cancelled none -> Uni.createFrom().item(new DeliveryRules.Taken());
            case HookBody.Failed(String why, boolean forGood) ->
                Uni.createFrom().item(rules.afterFailure(delivery.attempts(), why, forGood));
        });
    }

    private DeliveryRules.Next next(Delivery delivery, Outcome outcome) {
        return rules.after(delivery.attempts(), outcome);
    }

    /** The hook as it is configured now, where its id finds it; else as it was when the call was kept. */
    private WebHookConfig current(Delivery delivery) {
        WebHookConfig then = WebHookConfig.of(delivery.config());
        if (then.id() == null || then.id().isEmpty()) {
            return then;
        }
        return hooks.of(FlowKind.of(delivery.flow())).stream()
                .filter(entry -> entry.name().equals(WebHook.NAME))
                .map(entry -> WebHookConfig.of(entry.config()))
                .filter(hook -> then.id().equals(hook.id()))
                .findFirst()
                .orElse(then);
    }

    private Uni<Void> follow(Delivery delivery, DeliveryRules.Next next) {
        metrics.counter(DELIVERIES, "flow", delivery.flow(), "outcome", next.word())
                .increment();
        return switch (next) {
            case DeliveryRules.Taken taken -> deliveries.taken(delivery);
            case DeliveryRules.Again(Duration pause, String why) -> {
                LOG.debugf("The web hook %s is called again in %s: %s", delivery.hook(), pause, why);
                yield deliveries.again(delivery, pause, why);
            }
            case DeliveryRules.GiveUp(String why) -> {
                LOG.warnf("The call %s of the web hook %s is given up: %s", delivery.id(), delivery.hook(), why);
                yield deliveries.giveUp(delivery, why);
            }
        };
    }
}
