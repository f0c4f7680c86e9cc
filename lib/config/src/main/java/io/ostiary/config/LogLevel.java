package io.ostiary.config;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes a process log as {@code log.level} says. What is finer than {@code info} is told of the
 * suite alone, not of the libraries below it: those write requests and rows.
 */
public final class LogLevel {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger ALL = Logger.getLogger("");

    private static final Logger SUITE = Logger.getLogger("io.ostiary");

    private LogLevel() {}

    /** Sets the levels of the process. */
    public static void apply(Configuration configuration) {
        Level level = switch (configuration.text("log.level")) {
            case "trace", "debug" -> Level.FINE;
            case "warning" -> Level.WARNING;
            case "error", "fatal", "panic" -> Level.SEVERE;
            default -> Level.INFO;
        };
        SUITE.setLevel(level);
        ALL.setLevel(level == Level.FINE ? Level.INFO : level);
    }
}
