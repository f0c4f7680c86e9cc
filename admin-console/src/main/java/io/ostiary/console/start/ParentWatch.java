package io.ostiary.console.start;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.time.Duration;

/**
 * Ends the process when standard input closes. The launcher of a local stack holds the other end,
 * so that no process outlives it, however it ends.
 */
final class ParentWatch {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private ParentWatch() {}

    static void start() {
        Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::watch);
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // nobody writes here; what counts is the end
            }
        } catch (IOException e) {
            // a broken pipe is an end too
        }
        Quarkus.asyncExit();
        try {
            // On this watch's own daemon thread: what has not ended by then is ended.
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
