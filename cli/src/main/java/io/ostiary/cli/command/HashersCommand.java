package io.ostiary.cli.command;

import io.ostiary.cli.hashing.Argon2Calibration;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.GoDuration;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hashers}: about password hashing. */
@Command(
        name = "hashers",
        description = "Password hashing on this machine.",
        subcommands = HashersCommand.Argon2.class,
        synopsisSubcommandLabel = "COMMAND")
final class HashersCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("say what: hashers argon2 calibrate 1s");
    }

    /** {@code hashers argon2}. */
    @Command(
            name = "argon2",
            description = "Argon2id.",
            subcommands = Calibrate.class,
            synopsisSubcommandLabel = "COMMAND")
    static final class Argon2 implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new CommandFailure("say what: hashers argon2 calibrate 1s");
        }
    }

    /**
     * {@code hashers argon2 calibrate DURATION}: prints parameters with which a hash takes that
     * long.
     */
    @Command(name = "calibrate", description = "Measures parameters with which a hash takes a given time here.")
    static final class Calibrate implements Callable<Integer> {

        private static final Duration LEAST = Duration.ofMillis(50);
        private static final Duration MOST = Duration.ofSeconds(30);

        @Parameters(paramLabel = "DURATION", description = "Such as 500ms or 1s; at most 30s.")
        private String duration;

        @Option(
                names = "--dedicated-memory",
                paramLabel = "MIB",
                description = "Memory for all hashes at once, in MiB (default: ${DEFAULT-VALUE}).")
        private int memoryMib = 1024;

        @Override
        public Integer call() throws Exception {
            int processors = Runtime.getRuntime().availableProcessors();
            var result = new Argon2Calibration(processors, memoryMib).find(wanted());
            System.out.printf(
                    Locale.ROOT,
                    "# measured: %.2f s a hash, %d at a time on %d processors%n",
                    result.measured().toNanos() / 1e9,
                    result.slots(),
                    processors);
            System.out.print(result.parameters().toYaml());
            return 0;
        }

        private Duration wanted() {
            Duration wanted;
            try {
                wanted = GoDuration.parse(duration);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(duration + " is not a duration; write 500ms or 1s");
            }
            if (wanted.compareTo(LEAST) < 0 || wanted.compareTo(MOST) > 0) {
                throw new CommandFailure("choose a duration between 50ms and 30s");
            }
            return wanted;
        }
    }
}
