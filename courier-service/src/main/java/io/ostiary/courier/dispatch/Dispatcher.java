package io.ostiary.courier.dispatch;

import io.ostiary.config.Configuration;
import io.ostiary.courier.message.Arrivals;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
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
    private final Attempt attempt;
    private final Outcomes outcomes;
    private final Arrivals arrivals;
    private final Vertx vertx;
    private final Context loop;
    private final Runnable bell = this::wake;
    private final Duration lease;
    private final Duration pullWait;
    private final int pullCount;
    private final int hands;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private int free;
    private boolean claiming;
    private boolean rung;
    private boolean stopped = true;
    private long timer;

    Dispatcher(
            PostgresQueue queue,
            Attempt attempt,
            Outcomes outcomes,
            Arrivals arrivals,
            Vertx vertx,
            Configuration configuration) {
        this.queue = queue;
        this.attempt = attempt;
        this.outcomes = outcomes;
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
        attempt.of(message)
                .emitOn(command -> loop.runOnContext(go -> command.run()))
                .chain(outcome -> outcomes.write(message, outcome))
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
}
