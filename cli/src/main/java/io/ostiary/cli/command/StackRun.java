package io.ostiary.cli.command;

import io.ostiary.cli.local.Listener;
import io.ostiary.cli.local.LocalStack;
import io.ostiary.cli.local.StackDatabase;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import io.ostiary.config.StartChecks;
import io.ostiary.config.tls.InternalTls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a stack for a command: starts it, says where it is, and ends it with the program, however
 * that ends.
 */
final class StackRun {

    /** Set by the script when it had to build first: how long that took, in seconds. */
    private static final String BUILT_SECONDS = "ostiary.built.seconds";

    private static long startMillis;
    private static volatile boolean serving;

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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        keepingLogs(stack, () -> {
            stack.start();
        });
        startMillis = startMillis();
        System.out.println("ready");
        addresses(stack);
    }

    /** Work without a result. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** As {@link #keepingLogs(LocalStack, Work)}, for work without a result. */
    static void keepingLogs(LocalStack stack, Step step) throws IOException, InterruptedException {
        keepingLogs(stack, () -> {
            step.run();
            return stack;
        });
    }

    /** Does some work with a stack; if it fails, says where the logs are. */
    static <T> T keepingLogs(LocalStack stack, Work<T> work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            if (stack.hasBegun() && !(e instanceof CommandFailure failure && failure.isRefusal())) {
                System.out.println("logs are in " + stack.keepLogs());
            }
            throw e;
        }
    }

    /** Work that may fail as the start of a stack may. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** A stack that served and is told to end has done all that was asked for. */
    private static void stop(LocalStack stack) {
        stack.close();
        if (serving) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Waits for ever; a signal ends the program. */
    static void stay() throws InterruptedException {
        serving = true;
        // The memory of the start is not needed any more.
        System.gc();
        new CountDownLatch(1).await();
    }

    /** Prints where the stack is. */
    static void addresses(LocalStack stack) {
        for (Listener listener : stack.listeners()) {
            System.out.printf("  %-7s %s%s%n", listener.name(), listener.baseUrl(), listener.place());
        }
        stack.pages().ui().ifPresent(each -> System.out.printf("  %-7s %s%n", "pages", each.url()));
        stack.pages().inbox().ifPresent(each -> System.out.printf("  %-7s %s%n", "inbox", each.url()));
        SignInAddress.print(stack);
        System.out.printf("  %-7s %s%n", "kafka", stack.bootstrapServers());
        System.out.printf(
                "  %-7s %s%s%n",
                "data", stack.data().path(), stack.data().isKept() ? "" : " (removed at the end; --data DIR keeps it)");
        System.out.printf("  %-7s %s%n", "logs", stack.data().path().resolve("log"));
        String built = System.getProperty(BUILT_SECONDS, "");
        if (!built.isEmpty()) {
            System.out.printf("  %-7s %s s%n", "built", built);
        }
        System.out.printf("  %-7s %.1f s%n", "started", startMillis / 1000.0);
    }

    /**
     * Looks whether what the configuration points to is there, then prints a line for each key that
     * is set and has no effect in this version: a refusal stands alone.
     */
    static void check(Configuration configuration) {
        StartChecks.check(configuration);
        InternalTls.of(configuration).ifPresent(files -> {
            files.check(Instant.now());
            files.requireName(LocalStack.LOOPBACK);
        });
        configuration.warnings().forEach(System.out::println);
        StackDatabase.warnings(configuration).forEach(System.out::println);
    }

    /** How long the start took: since the command was given, without the build before it. */
    private static long startMillis() {
        boolean afterBuild = !System.getProperty(BUILT_SECONDS, "").isEmpty();
        Instant began = afterBuild
                ? Main.BEGAN
                : ProcessHandle.current().info().startInstant().orElse(Main.BEGAN);
        return Duration.between(began, Instant.now()).toMillis();
    }
}
