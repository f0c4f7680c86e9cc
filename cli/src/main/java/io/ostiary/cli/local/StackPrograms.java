package io.ostiary.cli.local;

import io.ostiary.cli.broker.BrokerMain;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.process.ChildProgram;
import io.ostiary.cli.process.JavaProgram;
import io.ostiary.cli.storage.DataFolder;
import io.ostiary.config.tls.InternalTls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JVMs of a stack as programs, by the contract of {@code docs/processes.md}. */
final class StackPrograms {

    static final String BROKER = "kafka";
    static final String GATEWAY = "gateway";

    private static final String LOOPBACK = LocalStack.LOOPBACK;
    private static final String BROKER_CACHE = "kafka.aot";
    private static final int SERVICE_HEAP_MEGABYTES = 192;
    private static final int IDENTITY_HEAP_MEGABYTES = 256;
    private static final int GATEWAY_HEAP_MEGABYTES = 80;
    private static final int BROKER_HEAP_MEGABYTES = 160;

    /** The inbox may hold 50 MB of mail, and the same once more as it is read. */
    private static final int PAGES_HEAP_MEGABYTES = 192;

    private static final int CONSOLE_HEAP_MEGABYTES = 96;

    private final StackPlan plan;
    private final DataFolder data;
    private final StackPorts ports;
    private final Map<String, String> secrets;
    private final JavaProgram java;
    private final Optional<InternalTls> tls;

    /**
     * @param secrets variables with what the services share and the file leaves out
     */
    StackPrograms(StackPlan plan, DataFolder data, StackPorts ports, Map<String, String> secrets) {
        this.plan = plan;
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
        this.java = new JavaProgram(plan.mode());
        this.tls = InternalTls.of(plan.configuration());
    }

    /** Address of the broker, as clients write it. */
    String bootstrapServers() {
        return LOOPBACK + ":" + ports.broker();
    }

    /** File that the broker writes once it has answered a client. */
    Path brokerReady() {
        return data.path().resolve("run").resolve("kafka.ready");
    }

    ChildProgram broker() {
        Path folder = plan.tree().commandFolder();
        List<String> run = List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                "ostiary-cli.jar",
                BrokerMain.class.getName(),
                data.path().resolve(BROKER).toString(),
                Integer.toString(ports.broker()),
                Integer.toString(ports.brokerController()),
                brokerReady().toString());
        return new ChildProgram(
                BROKER,
                java.command(folder, BROKER_CACHE, BROKER_HEAP_MEGABYTES, run),
                folder,
                JavaProgram.environment(),
                data.log(BROKER),
                ChildProgram.Ending.SIGNAL);
    }

    ChildProgram gateway() {
        Map<String, String> environment = environment(GATEWAY);
        for (ServiceSchema schema : ServiceSchema.values()) {
            environment.put("OSTIARY_" + schema.name() + "_MANAGEMENT_URL", url(ports.management(schema.service())));
        }
        return application(GATEWAY, GATEWAY_HEAP_MEGABYTES, environment);
    }

    ChildProgram service(ServiceSchema schema, StackDatabase.Login login) {
        Map<String, String> environment = environment(schema.service());
        environment.putAll(secrets);
        environment.put("OSTIARY_DB_URL", login.dsn().reactiveUrl(schema, login.role()));
        environment.put("OSTIARY_DB_USER", login.dsn().user());
        environment.put("OSTIARY_DB_PASSWORD", login.dsn().password());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        int heap = schema == ServiceSchema.IDENTITY ? IDENTITY_HEAP_MEGABYTES : SERVICE_HEAP_MEGABYTES;
        return application(schema.service(), heap, environment);
    }

    /** The pages: they are given neither keys nor secrets, and know the public port alone. */
    ChildProgram pages(Pages pages) {
        Map<String, String> environment = common();
        environment.put("QUARKUS_HTTP_HOST_ENABLED", Boolean.toString(pages.ui().isPresent()));
        pages.ui().ifPresent(ui -> {
            environment.put("QUARKUS_HTTP_HOST", ui.host().isEmpty() ? "0.0.0.0" : ui.host());
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(ui.port()));
        });
        putUrl(environment, "public");
        return application(Tree.PAGES, PAGES_HEAP_MEGABYTES, environment);
    }

    /** The console: it is given neither keys nor secrets, and knows the two ports of the gateway alone. */
    ChildProgram console(Pages.Place place) {
        Map<String, String> environment = common();
        environment.put("QUARKUS_HTTP_HOST", place.host().isEmpty() ? "0.0.0.0" : place.host());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(place.port()));
        environment.put("OSTIARY_CONSOLE_SIGN_IN", data.signIn().toString());
        putUrl(environment, "public");
        putUrl(environment, "admin");
        return application(Tree.CONSOLE, CONSOLE_HEAP_MEGABYTES, environment);
    }

    /** Where this machine reaches a listener; one that speaks TLS is reached by the name in its certificate. */
    private void putUrl(Map<String, String> environment, String name) {
        Listener listener = Listener.of(plan.configuration(), name);
        if (!listener.tls()) {
            environment.put(
                    "OSTIARY_" + name.toUpperCase(Locale.ROOT) + "_API_URL",
                    String.format(Locale.ROOT, "http://%s:%d", listener.reachableHost(), listener.port()));
        }
    }

    private Map<String, String> common() {
        Map<String, String> environment = new HashMap<>(plan.overrides());
        environment.putAll(JavaProgram.environment());
        environment.put("OSTIARY_CONFIG", plan.file().toAbsolutePath().toString());
        environment.put("OSTIARY_END_WITH_PARENT", "true");
        // Cookies without Secure: the local stack speaks plain HTTP.
        environment.put("DEV", "true");
        return environment;
    }

    private Map<String, String> environment(String process) {
        Map<String, String> environment = common();
        environment.put("OSTIARY_KEYS", data.path().resolve("keys").toString());
        environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.http(process)));
        environment.put("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(process)));
        for (ServiceSchema schema : ServiceSchema.values()) {
            environment.put("OSTIARY_" + schema.name() + "_URL", url(ports.http(schema.service())));
        }
        tls.ifPresent(files -> {
            environment.put("OSTIARY_INTERNAL_TLS_CA", files.ca().toString());
            environment.put("OSTIARY_INTERNAL_TLS_CERT", files.cert().toString());
            environment.put("OSTIARY_INTERNAL_TLS_KEY", files.key().toString());
        });
        return environment;
    }

    private ChildProgram application(String module, int heap, Map<String, String> environment) {
        Path folder = plan.tree().application(module);
        List<String> run = List.of("-jar", "quarkus-run.jar");
        return new ChildProgram(
                module,
                java.command(folder, JavaProgram.CACHE, heap, run),
                folder,
                environment,
                data.log(module),
                ChildProgram.Ending.SIGNAL);
    }

    private String url(int port) {
        return String.format(Locale.ROOT, "%s://%s:%d", tls.isPresent() ? "https" : "http", LOOPBACK, port);
    }
}
