package io.ostiary.cli.local;

import io.ostiary.cli.process.ChildListener;
import io.ostiary.cli.process.ChildProgram;
import io.ostiary.cli.process.LogTail;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the person who started the stack what becomes of its processes. */
final class StackNotices implements ChildListener {

    private static final int LINES = 20;

    private final PrintStream out;
    private volatile boolean started;

    StackNotices(PrintStream out) {
        this.out = out;
    }

    @Override
    public void died(ChildProgram program, int exitCode, @Nullable Duration pause) {
        out.printf("%s ended (exit code %d); the end of %s:%n", program.name(), exitCode, program.log());
        LogTail.of(program.log(), LINES).forEach(line -> out.println("  | " + line));
        if (pause == null) {
            out.printf("%s stays down while it is held%n", program.name());
        } else {
            out.printf("%s is started again in %d ms%n", program.name(), pause.toMillis());
        }
    }

    /** At the start the command itself ends with the reason. */
    @Override
    public void refused(ChildProgram program, String reason) {
        if (started) {
            out.printf("%s stays down: %s%n", program.name(), reason);
        }
    }

    /** From now on the person hears of refusals by this. */
    void started() {
        started = true;
    }

    @Override
    public void startedAgain(ChildProgram program) {
        out.printf("%s was started again%n", program.name());
    }
}
