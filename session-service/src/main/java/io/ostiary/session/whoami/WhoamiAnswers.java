package io.ostiary.session.whoami;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts where answers came from. Adders are read by the registry when it is scraped, which costs
 * an answer next to nothing.
 */
@Singleton
class WhoamiAnswers {

    private static final String NAME = "ostiary.whoami.answers";

    private final LongAdder fromMemory = new LongAdder();
    private final LongAdder fromDatabase = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    WhoamiAnswers(MeterRegistry registry) {
        register(registry, "memory", fromMemory);
        register(registry, "database", fromDatabase);
        register(registry, "none", unread);
        register(registry, "unavailable", unavailable);
    }

    private static void register(MeterRegistry registry, String source, LongAdder adder) {
        FunctionCounter.builder(NAME, adder, LongAdder::sum)
                .tag("source", source)
                .description("Answers of whoami by where they came from")
                .register(registry);
    }

    void watch(MeterRegistry registry, WhoamiMemory memory) {
        Gauge.builder("ostiary.whoami.remembered", memory, WhoamiMemory::count)
                .description("Answers in memory")
                .register(registry);
    }

    /** Answered without a look at the database. */
    void fromMemory() {
        fromMemory.increment();
    }

    /** The database was asked. */
    void fromDatabase() {
        fromDatabase.increment();
    }

    /** Refused for want of anything that could be a token. */
    void unread() {
        unread.increment();
    }

    /** The database did not answer. */
    void unavailable() {
        unavailable.increment();
    }
}
