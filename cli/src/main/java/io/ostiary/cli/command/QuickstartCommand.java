package io.ostiary.cli.command;

import io.ostiary.cli.local.LocalStack;
import io.ostiary.cli.local.StackPlan;
import io.ostiary.cli.local.Tree;
import io.ostiary.cli.process.JavaProgram;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.cli.quickstart.EventFeed;
import io.ostiary.cli.quickstart.Inbox;
import io.ostiary.cli.quickstart.Journey;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quickstart}: starts the suite, walks a person's way through it, and keeps serving. */
@Command(name = "quickstart", description = "Starts the suite with a ready-made configuration and shows what it does.")
final class QuickstartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", description = "Ends after the journey: exit code 0, or 1 and the step that failed.")
    private boolean check;

    @Mixin
    private PortOptions portOptions;

    @Override
    public Integer call() throws Exception {
        Tree tree = Tree.current();
        Path named = ConfigFile.of(spec);
        Path file = named == null ? tree.root().resolve("deploy/quickstart/ostiary.yml") : named;
        try (PortBlock ports = PortBlock.reserve(2)) {
            Map<String, String> overrides = new HashMap<>(portOptions.overrides());
            // Mail goes to the inbox, whatever the file says: the journey reads it there.
            overrides.putAll(InboxPorts.overrides(ConfigFile.load(file, overrides), ports));
            Configuration configuration = ConfigFile.load(file, overrides);
            StackRun.check(configuration);
            var plan = new StackPlan(tree, file, configuration, overrides, null, JavaProgram.Mode.USE_CACHE);
            run(new LocalStack(plan, System.out), tree);
        }
        return 0;
    }

    private void run(LocalStack stack, Tree tree) throws Exception {
        System.out.println("Starting PostgreSQL, Kafka, four services, the gateway, the pages and the console");
        StackRun.start(stack);
        System.out.println();
        System.out.println("A person's way through it:");
        StackRun.keepingLogs(stack, () -> {
            walk(stack, tree);
        });
        if (check) {
            System.out.println("the journey is complete");
            return;
        }
        System.out.println();
        System.out.println("Serving until Ctrl-C:");
        StackRun.addresses(stack);
        stack.pages().ui().ifPresent(each -> System.out.printf("%nOpen %s in a browser.%n", each.url()));
        StackRun.stay();
    }

    private static void walk(LocalStack stack, Tree tree) throws IOException, InterruptedException {
        String base = stack.listeners().getFirst().baseUrl();
        try (Inbox inbox = new Inbox(InboxPorts.url(stack));
                EventFeed events = EventFeed.start(
                        tree, stack.bootstrapServers(), stack.data().log("example-consumer"))) {
            new Journey(base, inbox, events, System.out).walk();
        }
    }
}
