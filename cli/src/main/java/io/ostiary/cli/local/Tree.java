package io.ostiary.cli.local;

import io.ostiary.cli.problem.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A built source tree, which the command runs from.
 *
 * @param root its top folder
 */
public record Tree(Path root) {

    /** Modules that run as processes of their own. */
    public static final List<String> PROCESSES =
            List.of("identity-service", "session-service", "flow-service", "courier-service", "gateway");

    /** Module that serves the pages for people, when the configuration asks for them. */
    public static final String PAGES = "selfservice-ui";

    /** Module that serves the console for operators, when the configuration asks for it. */
    public static final String CONSOLE = "admin-console";

    private static final String RUNNER = "quarkus-run.jar";

    /** The tree that the running command belongs to, as its start script says. */
    public static Tree current() {
        String root = System.getProperty("ostiary.home");
        if (root == null) {
            throw new CommandFailure("start this by the ostiary script at the top of the source tree");
        }
        return new Tree(Path.of(root).toAbsolutePath().normalize());
    }

    /**
     * Folder that a process starts in.
     *
     * @throws CommandFailure if it isn't built
     */
    public Path application(String module) {
        Path folder = root.resolve(module).resolve("target/quarkus-app");
        if (!Files.exists(folder.resolve(RUNNER))) {
            throw new CommandFailure(module + " is not built; run ./ostiary build first");
        }
        return folder;
    }

    /** Folder of this command's own jar, which has the broker's main class too. */
    public Path commandFolder() {
        return root.resolve("cli/target/ostiary");
    }

    /** Folder for what is unpacked or recorded once per tree; not part of the sources. */
    public Path cache() {
        return root.resolve(".ostiary");
    }
}
