package io.ostiary.courier.intake;

import io.ostiary.consumer.EventConsumer;
import io.ostiary.consumer.EventConsumerBuilder;
import io.ostiary.consumer.FailureRule;
import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Topic;
import io.ostiary.outbox.relay.KafkaConfig;
import io.ostiary.outbox.relay.KafkaSecurity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that notices are made of, on a thread of its own, from the time when notices
 * were switched on.
 */
@ApplicationScoped
class NoticeConsumer {

    private static final Logger LOG = Logger.getLogger(NoticeConsumer.class);
    private static final String GROUP = "ostiary.courier.notices";
    private static final Duration HANDLING_DEADLINE = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final Notices notices;
    private final KafkaConfig kafka;
    private final Map<String, String> security;
    private final List<Topic> topics = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable EventConsumer running;

    NoticeConsumer(Notices notices, NoticeSettings settings, KafkaConfig kafka, Config properties) {
        this.notices = notices;
        this.kafka = kafka;
        this.security = KafkaSecurity.settings(properties);
        if (settings.credentialsChanged()) {
            topics.add(Topic.IDENTITY);
        }
        if (settings.newSignIn()) {
            topics.add(Topic.SESSION);
        }
    }

    void begin(@Observes StartupEvent started) {
        if (!topics.isEmpty()) {
            Thread.ofPlatform().daemon().name("notices").start(this::run);
        }
    }

    void end(@Observes ShutdownEvent over) {
        ended.countDown();
        EventConsumer consumer = running;
        if (consumer != null) {
            consumer.close();
        }
    }

    /** A consumer that ends by a failure is begun again where its group stopped. */
    private void run() {
        do {
            try {
                EventConsumerBuilder builder = EventConsumer.builder().bootstrapServers(kafka.servers());
                security.forEach(builder::kafka);
                EventConsumer consumer = builder.group(GROUP)
                        .topics(topics.toArray(Topic[]::new))
                        .fromNow()
                        .onFailure(FailureRule.WAIT)
                        .handler(this::handle)
                        .build();
                running = consumer;
                consumer.run();
            } catch (RuntimeException e) {
                LOG.warnf("notices pause: %s", e.toString());
            }
        } while (!isEnding());
    }

    private boolean isEnding() {
        try {
            return ended.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** This thread may wait; the work itself runs on an event loop. */
    private void handle(EventEnvelope event) throws Exception {
        try {
            VertxContextSupport.subscribeAndAwait(() -> withDeadline(notices.react(event)));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Uni<Void> withDeadline(Uni<Void> work) {
        return work.ifNoItem().after(HANDLING_DEADLINE).fail();
    }
}
