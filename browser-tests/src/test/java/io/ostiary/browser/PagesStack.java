package io.ostiary.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.testkit.server.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The built suite with pages, console and inbox on free ports. */
final class PagesStack implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("ostiary.home")).toAbsolutePath().normalize();
    private static final Duration READY_LIMIT = Duration.ofSeconds(180);
    private static final Duration MAIL_LIMIT = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PagesStack shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int publicPort = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private final int uiPort = FreePorts.next();
    private final int consolePort = FreePorts.next();
    private final int inboxPort = FreePorts.next();
    private final int smtpPort = FreePorts.next();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private final Setup setup;
    private Process process;

    /**
     * What is set up.
     *
     * @param configuration in YAML, with the addresses of the quickstart; free ports come in place of its
     * @param schema the identity schema {@code identity.schema.json}
     * @param host by which browsers reach pages and public API
     */
    record Setup(String configuration, String schema, String host) {

        /** That of the quickstart: what people start with is what is tested. */
        static Setup quickstart() {
            return new Setup(read("ostiary.yml"), read("identity.schema.json"), "127.0.0.1");
        }

        Setup with(String other) {
            return new Setup(other, schema, host);
        }

        private static String read(String name) {
            try {
                return Files.readString(HOME.resolve("deploy/quickstart").resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private PagesStack(Setup setup) {
        this.setup = setup;
    }

    /** The stack of the quickstart, started at the first call; it ends with the JVM. */
    static synchronized PagesStack shared() {
        if (shared == null) {
            shared = start(Setup.quickstart());
        }
        return shared;
    }

    /** Starts another one. */
    static PagesStack start(Setup setup) {
        PagesStack stack = new PagesStack(setup);
        stack.start();
        return stack;
    }

    String pages() {
        return "http://" + setup.host() + ":" + uiPort;
    }

    String inbox() {
        return "http://127.0.0.1:" + inboxPort;
    }

    String console() {
        return "http://127.0.0.1:" + consolePort;
    }

    /** An address that signs an operator in once; reading the next one takes the use of this one. */
    String consoleSignIn() {
        String data = lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("data "))
                .findFirst()
                .orElseThrow()
                .split("\\s+")[1];
        try {
            return Files.readString(Path.of(data, "console", "sign-in-change.url"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String publicUrl() {
        return "http://" + setup.host() + ":" + publicPort;
    }

    String adminUrl() {
        return "http://127.0.0.1:" + adminPort;
    }

    /** What an API of the stack answers, whatever the status. */
    JsonNode ask(String url) {
        return json(send(HttpRequest.newBuilder(URI.create(url))));
    }

    /** What an API of the stack answers to a body. */
    JsonNode ask(String url, JsonNode body) {
        return json(send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a mail to that address and gives the first link in it that begins so. */
    String link(String address, String begin) {
        return Awaitility.await("link to " + address)
                .atMost(MAIL_LIMIT)
                .until(() -> newestLink(address, begin), each -> !each.isEmpty());
    }

    /** Waits for a mail to that address and gives the code in its subject. */
    String code(String address) {
        return Awaitility.await("mail to " + address)
                .atMost(MAIL_LIMIT)
                .until(() -> newestCode(address), each -> !each.isEmpty());
    }

    /** Sends a mail by the inbox's API. */
    void post(ObjectNode mail) {
        send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/send"))
                .POST(HttpRequest.BodyPublishers.ofString(mail.toString())));
    }

    /** How many mails there are. */
    int mails() throws IOException {
        String body = send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/messages?limit=1")));
        return JSON.readTree(body).path("total").asInt();
    }

    /** Has a service of the stack stop answering, or go on, by a signal of POSIX; nothing of it ends. */
    void signal(String signal, String service) throws IOException, InterruptedException {
        List<String> found = process.descendants()
                .filter(each -> folder(each).contains("/" + service + "/"))
                .map(each -> Long.toString(each.pid()))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no process of " + service);
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        command.addAll(found);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new AssertionError(command + " failed");
        }
    }

    /** Where a process was started, which tells the services apart; empty when it has ended. */
    private static String folder(ProcessHandle process) {
        try {
            return Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath() + "/";
        } catch (IOException e) {
            return "";
        }
    }

    /** Deletes all mails. */
    void emptyInbox() {
        send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/messages")).DELETE());
    }

    private String newestCode(String address) throws IOException {
        Matcher code = CODE.matcher(newest(address).path("Subject").asText());
        return code.find() ? code.group() : "";
    }

    private String newestLink(String address, String begin) throws IOException {
        String id = newest(address).path("ID").asText();
        if (id.isEmpty()) {
            return "";
        }
        String mail = send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/message/" + id)));
        Matcher link = Pattern.compile(Pattern.quote(begin) + "\\S+")
                .matcher(JSON.readTree(mail).path("Text").asText());
        return link.find() ? link.group() : "";
    }

    private JsonNode newest(String address) throws IOException {
        String query = URLEncoder.encode("to:\"" + address + "\"", StandardCharsets.UTF_8);
        String body = send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/search?limit=1&query=" + query)));
        return JSON.readTree(body).at("/messages/0");
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void start() {
        try {
            Path folder = Files.createTempDirectory("ostiary-browser-");
            Files.writeString(folder.resolve("identity.schema.json"), setup.schema());
            Path file = Files.writeString(folder.resolve("ostiary.yml"), yaml());
            process = new ProcessBuilder("setsid", HOME + "/ostiary", "serve", "-c", file.toString(), "--dev")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
            CountDownLatch ready = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> read(ready));
            if (!ready.await(READY_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    || lines.stream().noneMatch(PagesStack::isReady)) {
                throw new AssertionError("the stack did not become ready:\n" + String.join("\n", lines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(CountDownLatch ready) {
        try (BufferedReader reader = process.inputReader()) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line);
                if (isReady(line)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // It was stopped.
        } finally {
            ready.countDown();
        }
    }

    private static boolean isReady(String line) {
        return line.strip().startsWith("started");
    }

    private String yaml() {
        return setup.configuration()
                .replace("http://127.0.0.1:", "http://" + setup.host() + ":")
                .replace(setup.host() + ":4433", setup.host() + ":" + publicPort)
                .replace(setup.host() + ":4434", setup.host() + ":" + adminPort)
                .replace(setup.host() + ":4455", setup.host() + ":" + uiPort)
                .replace("port: 4433", "port: " + publicPort)
                .replace("port: 4434", "port: " + adminPort)
                .replace("port: 4455", "port: " + uiPort)
                .replace("port: 4435", "port: " + consolePort)
                .replace("port: 4436", "port: " + inboxPort)
                .replace("smtp_port: 1025", "smtp_port: " + smtpPort)
                .replace("127.0.0.1:1025", "127.0.0.1:" + smtpPort);
    }
}
