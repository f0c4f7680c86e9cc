package io.ostiary.cli.local;

import io.ostiary.cli.postgres.EmbeddedPostgres;
import io.ostiary.cli.postgres.PostgresBinaries;
import io.ostiary.cli.postgres.ServerAccount;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.Child;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.cli.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The embedded PostgreSQL of a data folder that is kept, started for a command that works on the database alone; the same
 * that a stack on that folder uses.
 */
public final class KeptDatabase implements AutoCloseable {

    private static final String SQLITE = "sqlite://";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    private final DataFolder folder;
    private final PortBlock block;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final EmbeddedPostgres server;
    private final Child process;

    private KeptDatabase(Tree tree, DataFolder folder, PortBlock block) throws IOException, InterruptedException {
        this.folder = folder;
        this.block = block;
        Path place = folder.path().resolve(EmbeddedPostgres.NAME);
        this.server = new EmbeddedPostgres(
                PostgresBinaries.unpack(tree.cache()), ServerAccount.find(), place, block.next(), folder.isKept());
        server.prepare();
        this.process = new Child(
                server.program(folder.log(EmbeddedPostgres.NAME)),
                folder.pid(EmbeddedPostgres.NAME),
                timer,
                new StackNotices(System.err));
    }

    /**
     * The folder that a {@code dsn} in the form of SQLite stands for; what follows a question mark is ignored.
     *
     * @return empty for any other address, also for one that is in memory
     */
    public static Optional<Path> folderOf(String dsn) {
        if (!dsn.startsWith(SQLITE) || dsn.contains(":memory:")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(dsn.substring(SQLITE.length()).replaceFirst("\\?.*", "") + ".ostiary"));
    }

    /**
     * Starts it, making it where it isn't there yet, and waits until it takes connections.
     *
     * @throws CommandFailure if a stack runs on the folder, or the server does not start
     */
    public static KeptDatabase open(Tree tree, Path folder) throws IOException, InterruptedException {
        DataFolder data = DataFolder.keep(folder);
        PortBlock block = PortBlock.reserve(1);
        KeptDatabase database = new KeptDatabase(tree, data, block);
        try {
            database.process.start();
            database.awaitStart();
        } catch (IOException | InterruptedException | RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** Where each schema is, by a login that may make schemas and roles. */
    public StackDatabase schemas() {
        return StackDatabase.inOne(server.dsn());
    }

    private void awaitStart() throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!server.dsn().takesConnections()) {
            if (process.firstDeath().isDone() || System.nanoTime() > end) {
                throw new CommandFailure("the embedded PostgreSQL in " + folder.path() + " does not start; see "
                        + folder.log(EmbeddedPostgres.NAME));
            }
            // On the command's main thread, which has nothing else to do.
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Ends the server, with what it wrote on disk. */
    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        process.stop(GRACE);
        block.close();
        folder.close();
    }
}
