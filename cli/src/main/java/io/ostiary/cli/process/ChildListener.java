package io.ostiary.cli.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to children that should be running. Called on threads of the launcher; must
 * not block.
 */
public interface ChildListener {

    /**
     * A child ended without having been asked to.
     *
     * @param exitCode its exit code, or 128 plus the signal
     * @param pause time until it is started again, or {@code null} if it is on hold
     */
    void died(ChildProgram program, int exitCode, @Nullable Duration pause);

    /** It refuses the configuration, and is not started again. */
    void refused(ChildProgram program, String reason);

    /** It was started again. */
    void startedAgain(ChildProgram program);
}
