package io.ostiary.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that the launcher keeps running.
 *
 * @param name what it is called in messages and in the names of its log and pid files
 * @param command program and arguments
 * @param directory working directory
 * @param environment variables beside those of the launcher
 * @param log file that its output is appended to
 * @param ending how it is asked to end
 */
public record ChildProgram(
        String name, List<String> command, Path directory, Map<String, String> environment, Path log, Ending ending) {

    /** How a program is asked to end. */
    public enum Ending {
        /**
         * By SIGTERM; its standard input stays open meanwhile, because its end would mean that the
         * launcher died.
         */
        SIGNAL,
        /** By closing its standard input. */
        CLOSED_INPUT
    }

    public ChildProgram {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
