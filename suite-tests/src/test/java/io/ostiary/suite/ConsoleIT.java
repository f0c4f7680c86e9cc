package io.ostiary.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What operators do at the console of a running suite, and what they and others can't do there: by theme, on one suite. */
class ConsoleIT {

    @TempDir
    static Path folder;

    private static ConsoleStack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = ConsoleStack.start(folder);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static ConsoleStack stack() {
        return Objects.requireNonNull(stack);
    }

    @Nested
    class Entrance extends ConsoleEntrance {}

    @Nested
    class Forms extends ConsoleForms {}

    @Nested
    class Deeds extends ConsoleDeeds {}

    @Nested
    class Events extends ConsoleEvents {}
}
