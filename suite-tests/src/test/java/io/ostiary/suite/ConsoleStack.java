package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.testkit.server.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A running suite with a console, and somebody who came in by the printed address. */
final class ConsoleStack implements AutoCloseable {

    /** Header by which the proxy in front says who it is. */
    static final String HEADER = "X-Operator";

    private static final Pattern PRINTED = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/enter\\?token=[\\w-]+");

    private final StackConfig config;
    private final RunningStack stack;
    private final int port;
    private final ConsoleVisitor developer;

    private ConsoleStack(StackConfig config, RunningStack stack, int port) {
        this.config = config;
        this.stack = stack;
        this.port = port;
        this.developer = new ConsoleVisitor(url());
    }

    /** Starts it; carla may change, leo may look. */
    static ConsoleStack start(Path folder) throws IOException {
        StackConfig config = StackConfig.in(folder);
        int port = FreePorts.next();
        String section =
                "ostiary: {console: {port: %d, operator_header: %s, operators: {change: [carla], look: [leo]}},";
        Path file = Files.writeString(
                folder.resolve("console.yml"),
                config.yaml().replace("ostiary: {", section.formatted(port, HEADER) + " "));
        config.write();
        ConsoleStack console = new ConsoleStack(config, RunningStack.startFile(file, null), port);
        assertThat(console.developer
                        .page(console.printedAddress())
                        .selectFirst("h1")
                        .text())
                .isEqualTo("Overview");
        return console;
    }

    @Override
    public void close() {
        stack.close();
    }

    StackConfig config() {
        return config;
    }

    Path data() {
        return stack.data();
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Somebody who came by the printed address. */
    ConsoleVisitor developer() {
        return developer;
    }

    ConsoleVisitor carla() {
        return new ConsoleVisitor(url(), HEADER, "carla");
    }

    String printedAddress() {
        Matcher printed = PRINTED.matcher(stack.output());
        assertThat(printed.find()).as(stack.output()).isTrue();
        return printed.group();
    }

    String newIdentity() {
        var body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", address());
        return Http.post(config.adminUrl() + "/admin/identities", body)
                .expect(201)
                .text("/id");
    }

    JsonNode identity(String id) {
        return Http.get(config.adminUrl() + "/admin/identities/" + id)
                .expect(200)
                .body();
    }

    long sessions(String id) {
        return Http.get(config.adminUrl() + "/admin/identities/" + id + "/sessions?active=true")
                .expect(200)
                .body()
                .size();
    }

    /** The letter that registration sends; no mail server is there, so it stays in the queue. */
    JsonNode awaitMessage(String recipient) {
        String url = config.adminUrl() + "/admin/courier/messages?page_size=1&recipient=" + recipient;
        return Awaitility.await("a message to " + recipient)
                .atMost(Duration.ofSeconds(40))
                .until(() -> Http.get(url).expect(200).body().path(0), each -> !each.isMissingNode());
    }

    static String address() {
        return "p" + UUID.randomUUID() + "@example.org";
    }
}
