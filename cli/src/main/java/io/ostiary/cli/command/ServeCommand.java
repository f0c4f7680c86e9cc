package io.ostiary.cli.command;

import io.ostiary.cli.local.LocalStack;
import io.ostiary.cli.local.StackPlan;
import io.ostiary.cli.local.Tree;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.JavaProgram;
import io.ostiary.config.Configuration;
import io.ostiary.config.RelativeFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve -c FILE --dev}: runs the whole suite on this machine until it is told to stop. */
@Command(name = "serve", description = "Runs the whole suite on this machine from one configuration file.")
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--dev", description = "The local stack, with an embedded PostgreSQL and Kafka. Required.")
    private boolean dev;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the embedded stores in DIR; without it they are gone at the end.")
    private Path data;

    @Option(names = "--watch-courier", hidden = true, description = "Without effect: mail is always sent.")
    private boolean watchCourier;

    @Option(names = "--sqa-opt-out", hidden = true, description = "Without effect: nothing is reported to anybody.")
    private boolean sqaOptOut;

    @Override
    public Integer call() throws Exception {
        if (!dev) {
            throw new CommandFailure("serve runs the local stack: add --dev (for a cluster see k8s/)");
        }
        Path file = ConfigFile.of(spec);
        if (file == null) {
            throw new CommandFailure("name the configuration file: serve -c FILE --dev");
        }
        Map<String, String> found = RelativeFiles.in(Path.of(""), ConfigFile.load(file, Map.of()));
        Configuration configuration = ConfigFile.load(file, found);
        StackRun.check(configuration);
        var plan = new StackPlan(Tree.current(), file, configuration, found, data, JavaProgram.Mode.USE_CACHE);
        LocalStack stack = new LocalStack(plan, System.out);
        StackRun.untilStopped(stack);
        return 0;
    }
}
