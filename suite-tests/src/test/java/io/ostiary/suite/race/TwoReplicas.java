package io.ostiary.suite.race;

import io.ostiary.suite.RunningStack;
import io.ostiary.suite.StackConfig;
import java.nio.file.Path;

/** A stack with {@link SecondReplicas} beside it, to which the connections of races lead in turn. */
final class TwoReplicas implements AutoCloseable {

    private static final int ROUNDS = Integer.getInteger("ostiary.race.rounds", 5);

    private final StackConfig config;
    private final RunningStack stack;
    private final SecondReplicas second;

    private TwoReplicas(StackConfig config, RunningStack stack, SecondReplicas second) {
        this.config = config;
        this.stack = stack;
        this.second = second;
    }

    /** Starts all of it. @param data folder of the stack's data */
    static TwoReplicas start(StackConfig config, Path data) {
        RunningStack stack = RunningStack.start(config, data);
        return new TwoReplicas(config, stack, SecondReplicas.of(data));
    }

    /** The first replica of each service, and what both share. */
    RunningStack stack() {
        return stack;
    }

    /** Runs {@code -Dostiary.race.rounds} rounds of a race, 5 unless that is set. */
    void run(String prize, Race race, int connections) throws Exception {
        int[] ports = race.isAdmin()
                ? new int[] {config.adminPort(), second.adminPort()}
                : new int[] {config.publicPort(), second.publicPort()};
        Rounds.run(prize, race, ROUNDS, connections, ports);
    }

    @Override
    public void close() {
        second.close();
        stack.close();
    }
}
