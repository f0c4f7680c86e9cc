package io.ostiary.cli.command;

import io.ostiary.cli.local.LocalStack;
import io.ostiary.cli.local.StackPlan;
import io.ostiary.cli.local.Tree;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.JavaProgram;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.cli.quickstart.EventFeed;
import io.ostiary.cli.quickstart.Inbox;
import io.ostiary.cli.quickstart.Journey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;

/**
 * {@code train}: runs the stack once while every JVM records what it loads and how its code is
 * used, and walks the journey again and again; at their end the JVMs write the caches that later
 * starts use. A part of {@code build}.
 */
@Command(name = "train", hidden = true, description = "Makes the caches that make the stack start fast.")
final class TrainCommand implements Callable<Integer> {

    /** How often the first way is tried. */
    private static final int WALKS = 3;

    private static final int WALKERS = 4;
    private static final Duration REHEARSAL = Duration.ofSeconds(20);
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    @Override
    public Integer call() throws Exception {
        Tree tree = Tree.current();
        Path file = tree.root().resolve("deploy/quickstart/ostiary.yml");
        try (PortBlock ports = PortBlock.reserve(6)) {
            Map<String, String> overrides = new HashMap<>();
            overrides.put("SERVE_PUBLIC_PORT", Integer.toString(ports.next()));
            overrides.put("SERVE_ADMIN_PORT", Integer.toString(ports.next()));
            overrides.put("SERVE_PUBLIC_BASE_URL", "http://127.0.0.1:" + overrides.get("SERVE_PUBLIC_PORT") + "/");
            overrides.put("SERVE_ADMIN_BASE_URL", "http://127.0.0.1:" + overrides.get("SERVE_ADMIN_PORT") + "/");
            overrides.put("OSTIARY_UI_PORT", Integer.toString(ports.next()));
            overrides.put("OSTIARY_INBOX_PORT", Integer.toString(ports.next()));
            overrides.put("OSTIARY_CONSOLE_PORT", Integer.toString(ports.next()));
            overrides.putAll(InboxPorts.overrides(ConfigFile.load(file, overrides), ports));
            var plan = new StackPlan(
                    tree, file, ConfigFile.load(file, overrides), overrides, null, JavaProgram.Mode.MAKE_CACHE);
            LocalStack stack = new LocalStack(plan, System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            StackRun.keepingLogs(stack, () -> {
                stack.start();
                walk(stack, tree);
            });
            stack.close();
        }
        return 0;
    }

    private static void walk(LocalStack stack, Tree tree) throws IOException, InterruptedException {
        String base = stack.listeners().getFirst().baseUrl();
        try (Inbox inbox = new Inbox(InboxPorts.url(stack));
                EventFeed events = EventFeed.start(
                        tree, stack.bootstrapServers(), stack.data().log("example-consumer"))) {
            PagesVisit.look(stack.pages(), base);
            for (int left = WALKS; left > 0; left--) {
                try {
                    new Journey(base, inbox, events, System.out).walk();
                    break;
                } catch (CommandFailure e) {
                    // JVMs that record are slow at first; a deadline that one misses says nothing
                    // about the suite.
                    if (left == 1) {
                        throw e;
                    }
                    System.out.println(e.getMessage());
                }
            }
            rehearse(() -> new Journey(base, inbox, events, SILENT).walk());
        }
    }

    /** A person's way. */
    private interface Way {
        void walk() throws InterruptedException;
    }

    /**
     * Walks for a while, so that the caches also know what the compiler learned: how often methods
     * are called, and with which types (JEP 515).
     */
    private static void rehearse(Way way) throws InterruptedException {
        long end = System.nanoTime() + REHEARSAL.toNanos();
        AtomicInteger walked = new AtomicInteger();
        List<Thread> walkers = new ArrayList<>();
        for (int i = 0; i < WALKERS; i++) {
            walkers.add(Thread.ofPlatform().daemon().start(() -> walkUntil(end, way, walked)));
        }
        for (Thread walker : walkers) {
            walker.join();
        }
        System.out.printf("rehearsed %d times%n", walked.get());
    }

    private static void walkUntil(long end, Way way, AtomicInteger walked) {
        try {
            while (System.nanoTime() < end) {
                way.walk();
                walked.incrementAndGet();
            }
        } catch (CommandFailure e) {
            // The others go on: a rehearsal proves nothing.
            System.out.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
