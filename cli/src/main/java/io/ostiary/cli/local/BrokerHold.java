package io.ostiary.cli.local;

import io.ostiary.cli.process.Child;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the broker down while the file {@code kafka.hold} lies in the data folder, so that people
 * and tests can see what the suite does without it. Made: the broker is stopped. Removed: it is
 * started again.
 */
final class BrokerHold {

    private static final long CHECK_MILLIS = 250;
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Path file;
    private final Child broker;
    private final PrintStream out;
    private boolean held;

    BrokerHold(Path file, Child broker, PrintStream out) {
        this.file = file;
        this.broker = broker.heldWhile(() -> Files.exists(file));
        this.out = out;
    }

    /** Looks for the file until the timer ends. */
    void watch(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether the file is there. */
    boolean isOn() {
        return Files.exists(file);
    }

    private void check() {
        boolean wanted = isOn();
        if (wanted == held) {
            return;
        }
        held = wanted;
        if (wanted) {
            out.println("kafka is held down until " + file + " is removed");
            broker.stop(GRACE);
        } else {
            out.println("kafka is started again");
            startBroker();
        }
    }

    private void startBroker() {
        try {
            broker.start();
        } catch (IOException e) {
            out.println("kafka can't be started: " + e.getMessage());
        }
    }
}
