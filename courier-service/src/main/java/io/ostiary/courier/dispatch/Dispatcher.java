package io.ostiary.courier.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Channels;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.message.Arrivals;
import io.ostiary.courier.message.MessageSeal;
import io.ostiary.courier.template.Letter;
import io.ostiary.courier.template.Letters;
import io.ostiary.courier.template.UnknownTemplateException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Takes messages that are due and sends them, some at a time. All of it runs on one event loop of
 * its own, so its state needs no locks and nothing in it may block.
 */
@Dependent
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final PostgresQueue queue;
    private final EndMessage end;
    private final DispatchRules rules;
    private final Channels channels;
    private final Letters letters;
    private final MessageSeal seal;
    private final MeterRegistry metrics;
    private final Arrivals arrivals;
    private final Vertx vertx;
    private final Context loop;
    private final Runnable bell = this::wake;
    private final Duration lease;
    private final Duration pullWait;
    private final int pullCount;
    private final int hands;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ProvidersAway away = new ProvidersAway(Clock.systemUTC());

    private int free;
    private boolean claiming;
    private boolean rung;
    private boolean stopped = true;
    private long timer;

    Dispatcher(
            PostgresQueue queue,
            EndMessage end,
            DispatchRules rules,
            Channels channels,
            Letters letters,
            MessageSeal seal,
            MeterRegistry metrics,
            Arrivals arrivals,
            Vertx vertx,
            Configuration configuration) {
        this.queue = queue;
        this.end = end;
        this.rules = rules;
        this.channels = channels;
        this.letters = letters;
        this.seal = seal;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.lease = configuration.duration("ostiary.courier.lease");
        this.pullWait = configuration.duration("courier.worker.pull_wait");
        this.pullCount = configuration.integer("courier.worker.pull_count");
        this.hands = configuration.integer("ostiary.courier.dispatchers");
        this.free = hands;
    }

    /** Begins. Woken by arrivals; looks by itself every {@code courier.worker.pull_wait}. */
    void start() {
        loop.runOnContext(go -> {
            stopped = false;
            timer = vertx.setPeriodic(Math.max(10, pullWait.toMillis()), tick -> claim());
            arrivals.listen(bell);
            claim();
        });
    }

    /** Takes no further message. Completes when the attempts under way have ended. */
    CompletableFuture<Void> stop() {
        arrivals.forget(bell);
        loop.runOnContext(go -> {
            stopped = true;
            vertx.cancelTimer(timer);
            endIfIdle();
        });
        return ended;
    }

    /** Whose providers are away. */
    ProvidersAway away() {
        return away;
    }

    private void endIfIdle() {
        if (stopped && free == hands && !claiming) {
            ended.complete(null);
        }
    }

    private void wake() {
        loop.runOnContext(go -> claim());
    }

    /** Claims no more than can be tried at once, so that no claimed message waits. */
    private void claim() {
        int wanted = Math.min(free, pullCount);
        if (stopped || wanted <= 0) {
            return;
        }
        if (claiming) {
            rung = true;
            return;
        }
        claiming = true;
        rung = false;
        queue.claim(wanted, lease)
                .subscribe()
                .with(
                        messages -> loop.runOnContext(go -> begin(messages, wanted)),
                        failure -> loop.runOnContext(go -> claimFailed(failure)));
    }

    private void begin(List<ClaimedMessage> messages, int wanted) {
        claiming = false;
        free -= messages.size();
        messages.forEach(this::handle);
        endIfIdle();
        if (rung || messages.size() == wanted) {
            claim();
        }
    }

    /** The next tick tries again; until then nothing is lost. */
    private void claimFailed(Throwable failure) {
        claiming = false;
        endIfIdle();
        LOG.warnf("messages can't be claimed: %s", failure.toString());
    }

    private void handle(ClaimedMessage message) {
        decide(message)
                .chain(outcome -> record(message, outcome))
                .subscribe()
                .with(
                        done -> loop.runOnContext(go -> finished()),
                        failure -> loop.runOnContext(go -> {
                            LOG.warnf(
                                    "the outcome of message %s can't be written, it will be sent again: %s",
                                    message.id(), failure.toString());
                            finished();
                        }));
    }

    private void finished() {
        free++;
        endIfIdle();
        claim();
    }

    private Uni<Outcome> decide(ClaimedMessage message) {
        return rules.before(message)
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> attempt(message));
    }

    private Uni<Outcome> attempt(ClaimedMessage message) {
        return Uni.createFrom()
                .deferred(() -> channels.send(message.channel(), draw(message)))
                .ifNoItem()
                .after(lease.dividedBy(2))
                .fail()
                .onItemOrFailure()
                .transform((sent, failure) -> outcome(message, failure))
                .emitOn(command -> loop.runOnContext(go -> command.run()));
    }

    private Outcome outcome(ClaimedMessage message, Throwable failure) {
        return switch (failure) {
            case null -> new Outcome.Sent();
            case DeliveryFailure known -> rules.after(message, known);
            case TimeoutException late ->
                rules.after(
                        message,
                        new DeliveryFailure(DeliveryFailure.Kind.UNKNOWN, "the provider did not answer in time"));
            case UnknownTemplateException unknown ->
                new Outcome.Abandoned(Outcome.Reason.REFUSED, unknown.getMessage());
            default -> {
                LOG.errorf(failure, "message %s can't be sent", message.id());
                yield rules.after(
                        message,
                        new DeliveryFailure(DeliveryFailure.Kind.REFUSED, "the message can't be drawn or handed over"));
            }
        };
    }

    private Delivery draw(ClaimedMessage message) {
        JsonNode data =
                Json.read(new String(seal.open(message.id(), message.data()), StandardCharsets.UTF_8), JsonNode.class);
        Letter letter = switch (message.type()) {
            case EMAIL -> letters.email(message.templateType(), data);
            case SMS -> letters.sms(message.templateType(), data);
        };
        return new Delivery(message.id(), message.recipient(), message.templateType(), letter, data);
    }

    private Uni<?> record(ClaimedMessage message, Outcome outcome) {
        metrics.counter("ostiary.courier.attempts", "channel", message.channel(), "outcome", word(outcome))
                .increment();
        return switch (outcome) {
            case Outcome.Sent sent -> {
                logBack(message);
                yield end.recordSent(message);
            }
            case Outcome.Again again -> {
                log(message, again);
                yield queue.putBack(message, again);
            }
            case Outcome.Abandoned abandoned -> {
                LOG.warnf(
                        "message %s is given up: %s",
                        message.id(), abandoned.reason().wire());
                yield end.recordAbandoned(message, abandoned);
            }
        };
    }

    /** That a provider is away is said once, however many messages wait for it. */
    private void log(ClaimedMessage message, Outcome.Again again) {
        if (!again.counts() && away.noticed(message.channel(), again.summary())) {
            LOG.warnf("%s waits, nothing is lost: %s", message.channel(), again.summary());
        }
        LOG.logf(
                again.counts() ? Logger.Level.INFO : Logger.Level.DEBUG,
                "message %s will be tried again in %d ms: %s",
                message.id(),
                again.after().toMillis(),
                again.summary());
    }

    private void logBack(ClaimedMessage message) {
        if (away.isBack(message.channel())) {
            LOG.infof("%s leaves again", message.channel());
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent sent -> "sent";
            case Outcome.Again again -> "again";
            case Outcome.Abandoned abandoned -> abandoned.reason().wire();
        };
    }
}
