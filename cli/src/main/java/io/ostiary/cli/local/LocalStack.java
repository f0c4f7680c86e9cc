package io.ostiary.cli.local;

import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.postgres.EmbeddedPostgres;
import io.ostiary.cli.postgres.PostgresBinaries;
import io.ostiary.cli.postgres.ServerAccount;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.Child;
import io.ostiary.cli.process.ChildProgram;
import io.ostiary.cli.process.JavaProgram;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.cli.storage.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running local stack.
 *
 * <p>Start: the broker, the gateway and the database begin at once; the services as soon as the
 * database accepts connections, while their schemas are migrated. End: gateway, services, broker,
 * database. What dies in between is started again.
 */
public final class LocalStack implements AutoCloseable {

    /** Where its processes reach one another. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 50;
    private static final String STOPPED = "stopped while starting";

    private final StackPlan plan;
    private final PrintStream out;
    private final StackNotices notices;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final List<Child> services = new ArrayList<>();
    private final List<Listener> listeners;
    private final Pages pages;
    private final StackMigration migration = new StackMigration();
    private Grace grace = Grace.USUAL;
    private PortBlock block;
    private Storage storage;
    private StackPorts ports;
    private StackPrograms programs;
    private Child postgres;
    private Child broker;
    private Child gateway;
    private volatile boolean closed;

    /**
     * How long each kind of process may take to end before it is killed. Together at most ten
     * seconds.
     *
     * @param gateway for requests that are being answered
     * @param services all of them at once
     * @param broker for its log
     * @param database for its checkpoint
     */
    record Grace(Duration gateway, Duration services, Duration broker, Duration database) {
        static final Grace USUAL =
                new Grace(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3));

        /** A JVM that writes its cache takes a long time to end. */
        static final Grace RECORDING =
                new Grace(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofSeconds(3));
    }

    /**
     * @param out where it tells what becomes of its processes
     */
    @SuppressWarnings("NullAway.Init") // start() sets what a stack that runs has
    public LocalStack(StackPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.notices = new StackNotices(out);
        this.listeners =
                List.of(Listener.of(plan.configuration(), "public"), Listener.of(plan.configuration(), "admin"));
        this.pages = Pages.of(plan.configuration());
        if (plan.mode() == JavaProgram.Mode.MAKE_CACHE) {
            grace = Grace.RECORDING;
        }
    }

    /**
     * Starts everything and waits until both ports are ready and the broker has answered once.
     * After a failure the caller still has to {@link #close()}.
     *
     * @throws CommandFailure if it can't be started as the configuration says
     */
    public void start() throws IOException, InterruptedException {
        try {
            startAll();
        } catch (IOException | RuntimeException e) {
            // Whatever fails once the processes are being taken away says nothing more than that.
            if (closed) {
                throw new CommandFailure(STOPPED);
            }
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        listeners.forEach(Listener::requireFree);
        pages.requireFree();
        Tree.PROCESSES.forEach(plan.tree()::application);
        if (pages.isOn()) {
            plan.tree().application(Tree.PAGES);
        }
        if (pages.console().isPresent()) {
            plan.tree().application(Tree.CONSOLE);
        }
        storage = Storage.open(plan);
        if (storage.note() != null) {
            out.println(storage.note());
        }
        block = PortBlock.reserve(StackPorts.COUNT);
        ports = new StackPorts(block);
        Path keys = data().folder("keys");
        programs = new StackPrograms(plan, data(), ports, MadeSecret.variables(plan.configuration(), keys, out));
        ServiceKeys.write(
                keys,
                Arrays.stream(ServiceSchema.values())
                        .map(ServiceSchema::schemaName)
                        .toList());
        startBroker();
        startChild(programs.gateway(), child -> gateway = child);
        startServices(startDatabase());
        if (pages.isOn()) {
            // Last: nothing waits for the pages, and the services need the time that the start has.
            startChild(programs.pages(pages), services::add);
        }
        if (pages.console().isPresent()) {
            startChild(programs.console(pages.console().get()), services::add);
        }
        await("the gateway", this::isReady);
        await("the pages", pages::isReady);
        notices.started();
    }

    /** Whether it has begun to start processes, and hasn't ended them. */
    public boolean hasBegun() {
        return programs != null && !closed;
    }

    /** The listeners of the configuration, public first. */
    public List<Listener> listeners() {
        return listeners;
    }

    /** The pages for people. */
    public Pages pages() {
        return pages;
    }

    /** Address of the broker, as clients write it. */
    public String bootstrapServers() {
        return programs.bootstrapServers();
    }

    /** The stack's data folder. */
    public DataFolder data() {
        return storage.folder();
    }

    /**
     * Copies the logs to where they outlive a temporary data folder: a folder per start.
     *
     * @return the folder with the copies, or where the logs are if they stay
     */
    public Path keepLogs() throws IOException {
        Path logs = data().path().resolve("log");
        if (data().isKept()) {
            return logs;
        }
        // Outside the source tree, which may be read-only and may have other stacks.
        Path kept = Files.createTempDirectory("ostiary-failed-");
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(file.getFileName()));
            }
        }
        return kept;
    }

    /** Ends everything in order; safe to repeat. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.shutdownNow();
        migration.end();
        stop(gateway, grace.gateway());
        stopServices();
        stop(broker, grace.broker());
        stop(postgres, grace.database());
        try {
            if (block != null) {
                block.close();
            }
            if (storage != null) {
                storage.folder().close();
            }
        } catch (IOException e) {
            out.println("could not tidy up: " + e.getMessage());
        }
    }

    private synchronized void startBroker() throws IOException {
        if (closed) {
            throw new CommandFailure(STOPPED);
        }
        data().folder("kafka");
        ChildProgram program = programs.broker();
        broker = new Child(program, data().pid(program.name()), timer, notices);
        BrokerHold hold = new BrokerHold(data().path().resolve("kafka.hold"), broker, out);
        if (!hold.isOn()) {
            broker.start();
        }
        hold.watch(timer);
    }

    /** Gives the logins of the services; their schemas may still be in the making. */
    private StackDatabase startDatabase() throws IOException, InterruptedException {
        if (storage.server() != null) {
            return StackDatabase.of(plan.configuration(), storage.server());
        }
        PostgresBinaries binaries = PostgresBinaries.unpack(plan.tree().cache());
        var embedded = new EmbeddedPostgres(
                binaries,
                ServerAccount.find(),
                data().path().resolve(EmbeddedPostgres.NAME),
                ports.postgres(),
                data().isKept());
        embedded.prepare();
        startChild(embedded.program(data().log(EmbeddedPostgres.NAME)), child -> postgres = child);
        await("PostgreSQL", () -> Health.accepts("127.0.0.1", ports.postgres()));
        return StackDatabase.of(plan.configuration(), embedded.dsn());
    }

    private void startServices(StackDatabase database) throws IOException, InterruptedException {
        Map<ServiceSchema, String> roles = new EnumMap<>(ServiceSchema.class);
        if (storage.server() == null) {
            // The embedded server's login may create roles, so their names are known before they
            // are there.
            for (ServiceSchema schema : ServiceSchema.values()) {
                roles.put(schema, schema.role());
            }
            startServices(database, roles);
            migration.run(database, START_LIMIT);
        } else {
            migration.run(database, START_LIMIT).forEach((schema, result) -> roles.put(schema, result.role()));
            startServices(database, roles);
        }
    }

    private void startServices(StackDatabase database, Map<ServiceSchema, String> roles) throws IOException {
        for (ServiceSchema schema : ServiceSchema.values()) {
            var login = new StackDatabase.Login(database.dsn(schema), roles.get(schema));
            startChild(programs.service(schema, login), services::add);
        }
    }

    /** Starts a child and hands it to its place, unless the stack was closed meanwhile. */
    private synchronized void startChild(ChildProgram program, Consumer<Child> place) throws IOException {
        if (closed) {
            throw new CommandFailure(STOPPED);
        }
        Child child = new Child(program, data().pid(program.name()), timer, notices);
        place.accept(child);
        child.start();
    }

    private boolean isReady() {
        boolean brokerAnswered = Files.exists(programs.brokerReady())
                || Files.exists(data().path().resolve("kafka.hold"));
        return brokerAnswered && listeners.stream().allMatch(Listener::isReady);
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            failIfDead();
            if (System.nanoTime() > limit) {
                throw new CommandFailure(
                        what + " is not ready after " + START_LIMIT.toSeconds() + " s; see " + data().path());
            }
            // On the launcher's main thread, which has nothing else to do.
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void failIfDead() {
        List<Child> all = new ArrayList<>(services);
        all.addAll(Arrays.asList(postgres, broker, gateway));
        for (Child child : all) {
            if (child != null && child.firstDeath().isDone()) {
                String name = child.name();
                throw child.firstDeath()
                        .join()
                        .map(CommandFailure::refusal)
                        .orElseGet(() -> new CommandFailure(name + " does not start"));
            }
        }
    }

    private void stopServices() {
        // At once: each waits for its own requests, not for the others.
        List<Thread> stops = services.stream()
                .map(each -> Thread.ofVirtual().start(() -> stop(each, grace.services())))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void stop(Child child, Duration grace) {
        if (child != null) {
            child.stop(grace);
        }
    }
}
