package io.ostiary.cli.command;

import io.ostiary.cli.local.Listener;
import io.ostiary.cli.local.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a stack for a command: starts it, says where it is, and ends it with the program, however
 * that ends.
 */
final class StackRun {

    private StackRun() {}

    /**
     * Starts the stack, prints {@code ready} and its addresses, and stays until a signal ends the
     * program.
     */
    static void untilStopped(LocalStack stack) throws IOException, InterruptedException {
        start(stack);
        stay();
    }

    /** Starts the stack and prints {@code ready} with its addresses; it ends with the program. */
    static void start(LocalStack stack) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        System.out.println("ready");
        addresses(stack);
    }

    /** Waits for ever; a signal ends the program. */
    static void stay() throws InterruptedException {
        // The memory of the start is not needed any more.
        System.gc();
        new CountDownLatch(1).await();
    }

    /** Prints where the stack is. */
    static void addresses(LocalStack stack) {
        for (Listener listener : stack.listeners()) {
            System.out.printf("  %-7s %s%n", listener.name(), listener.baseUrl());
        }
        System.out.printf("  %-7s %s%n", "kafka", stack.bootstrapServers());
        System.out.printf(
                "  %-7s %s%s%n",
                "data",
                stack.data().path(),
                stack.data().isKept() ? "" : " (removed at the end; --data DIR keeps it)");
        System.out.printf("  %-7s %s%n", "logs", stack.data().path().resolve("log"));
        System.out.printf("  %-7s %.1f s%n", "started", seconds());
    }

    private static double seconds() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
}
