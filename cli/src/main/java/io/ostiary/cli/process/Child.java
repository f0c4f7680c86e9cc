package io.ostiary.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A child process that is started again when it dies, after a pause that doubles from 0.2 s to 10 s
 * and falls back once it has run for a minute.
 *
 * <pre>
 * stopped -- start() --> running -- dies --> waiting -- pause over --> running
 *    ^----------------------- stop() ------------------------------------'
 * </pre>
 */
public final class Child {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofMinutes(1);

    private final ChildProgram program;
    private final Path pidFile;
    private final ScheduledExecutorService timer;
    private final ChildListener listener;
    private final CompletableFuture<Optional<String>> firstDeath = new CompletableFuture<>();
    private BooleanSupplier onHold = () -> false;
    private @Nullable Process process;
    private boolean wanted;
    private Duration pause = FIRST_PAUSE;
    private long startedNanos;

    /**
     * Describes a child.
     *
     * @param pidFile where its process id is kept while it runs
     * @param timer runs the restarts
     * @param listener hears of deaths and restarts
     */
    public Child(ChildProgram program, Path pidFile, ScheduledExecutorService timer, ChildListener listener) {
        this.program = program;
        this.pidFile = pidFile;
        this.timer = timer;
        this.listener = listener;
    }

    /**
     * While the condition holds, the child is not started again; {@link #start()} does it later.
     */
    public Child heldWhile(BooleanSupplier condition) {
        onHold = condition;
        return this;
    }

    /** The name of its program. */
    public String name() {
        return program.name();
    }

    /**
     * Completes when the process dies for the first time without having been asked to, with what it
     * refuses the configuration for, if that was why.
     */
    public CompletableFuture<Optional<String>> firstDeath() {
        return firstDeath;
    }

    /** Whether its process runs now. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Starts the process unless it runs.
     *
     * @throws IOException if the program can't be started at all
     */
    public synchronized void start() throws IOException {
        wanted = true;
        if (isRunning()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.directory(program.directory().toFile());
        builder.environment().putAll(program.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        long logged = Files.exists(program.log()) ? Files.size(program.log()) : 0;
        process = builder.start();
        startedNanos = System.nanoTime();
        Files.writeString(pidFile, process.pid() + "\n");
        process.onExit().thenAccept(dead -> died(dead, logged));
    }

    /** Asks the process to end and waits for it; after the grace time it is killed. */
    public void stop(Duration grace) {
        Process ending;
        synchronized (this) {
            wanted = false;
            ending = process;
        }
        if (ending == null || !ending.isAlive()) {
            return;
        }
        switch (program.ending()) {
            case SIGNAL -> ending.destroy();
            case CLOSED_INPUT -> close(ending);
        }
        if (!ended(ending, grace)) {
            ending.destroyForcibly();
            ended(ending, Duration.ofSeconds(1));
        }
    }

    private synchronized void died(Process dead, long logged) {
        close(dead);
        if (dead != process || !wanted) {
            return;
        }
        Optional<String> refusal = Refusal.in(program.log(), logged);
        firstDeath.complete(refusal);
        if (refusal.isPresent()) {
            // It would refuse again what it has read.
            listener.refused(program, refusal.get());
            return;
        }
        if (Duration.ofNanos(System.nanoTime() - startedNanos).compareTo(CALM) > 0) {
            pause = FIRST_PAUSE;
        }
        if (onHold.getAsBoolean()) {
            listener.died(program, dead.exitValue(), null);
            return;
        }
        listener.died(program, dead.exitValue(), pause);
        timer.schedule(this::startAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
    }

    private synchronized void startAgain() {
        if (!wanted || onHold.getAsBoolean()) {
            return;
        }
        try {
            start();
            listener.startedAgain(program);
        } catch (IOException e) {
            listener.died(program, -1, pause);
            timer.schedule(this::startAgain, LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void close(Process ending) {
        try {
            ending.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is broken already: its reader is gone, which is what closing asks for.
        }
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
