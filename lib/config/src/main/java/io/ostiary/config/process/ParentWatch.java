package io.ostiary.config.process;

import java.io.IOException;
import java.time.Duration;

/**
 * Ends the process when standard input closes. The launcher of a local stack holds the other end,
 * so that no process outlives it, however it ends.
 */
public final class ParentWatch {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private ParentWatch() {}

    /**
     * Begins to watch, on a thread of its own.
     *
     * @param end asks the process to end; what has not ended three seconds later is ended
     */
    public static void start(Runnable end) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(end));
    }

    private static void watch(Runnable end) {
        try {
            while (System.in.read() >= 0) {
                // nobody writes here; what counts is the end
            }
        } catch (IOException e) {
            // a broken pipe is an end too
        }
        end.run();
        try {
            // On this watch's own daemon thread.
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
