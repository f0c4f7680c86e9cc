package io.ostiary.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** The built suite with pages, console and inbox on free ports; one for all tests of a run. */
final class PagesStack {

    private static final Path HOME =
            Path.of(System.getProperty("ostiary.home")).toAbsolutePath().normalize();
    private static final Duration READY_LIMIT = Duration.ofSeconds(180);
    private static final Duration MAIL_LIMIT = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PagesStack shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int publicPort = freePort();
    private final int adminPort = freePort();
    private final int uiPort = freePort();
    private final int consolePort = freePort();
    private final int inboxPort = freePort();
    private final int smtpPort = freePort();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private PagesStack() {}

    /** The stack, started at the first call; it ends with the JVM. */
    static synchronized PagesStack shared() {
        if (shared == null) {
            PagesStack stack = new PagesStack();
            stack.start();
            shared = stack;
        }
        return shared;
    }

    String pages() {
        return "http://127.0.0.1:" + uiPort;
    }

    String inbox() {
        return "http://127.0.0.1:" + inboxPort;
    }

    String publicUrl() {
        return "http://127.0.0.1:" + publicPort;
    }

    /** Waits for a mail to that address and gives the code in its subject. */
    String code(String address) {
        return Awaitility.await("mail to " + address)
                .atMost(MAIL_LIMIT)
                .until(() -> newestCode(address), each -> !each.isEmpty());
    }

    /** Deletes all mails. */
    void emptyInbox() {
        send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/messages")).DELETE());
    }

    private String newestCode(String address) throws IOException {
        String query = URLEncoder.encode("to:\"" + address + "\"", StandardCharsets.UTF_8);
        String body = send(HttpRequest.newBuilder(URI.create(inbox() + "/api/v1/search?limit=1&query=" + query)));
        JsonNode subject = JSON.readTree(body).at("/messages/0/Subject");
        Matcher code = CODE.matcher(subject.asText());
        return code.find() ? code.group() : "";
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
            Files.copy(HOME.resolve("deploy/quickstart/identity.schema.json"), folder.resolve("identity.schema.json"));
            Path file = Files.writeString(folder.resolve("ostiary.yml"), yaml());
            Process process = new ProcessBuilder("setsid", HOME + "/ostiary", "serve", "-c", file.toString(), "--dev")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            CountDownLatch ready = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> read(process, ready));
            if (!ready.await(READY_LIMIT.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
                throw new AssertionError("the stack did not become ready:\n" + String.join("\n", lines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Process process, CountDownLatch ready) {
        try (BufferedReader reader = process.inputReader()) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line);
                if (line.strip().startsWith("started")) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // It was stopped.
        } finally {
            ready.countDown();
        }
    }

    /** The quickstart's configuration on other ports: what people start with is what is tested. */
    private String yaml() throws IOException {
        return Files.readString(HOME.resolve("deploy/quickstart/ostiary.yml"))
                .replace("127.0.0.1:4433", "127.0.0.1:" + publicPort)
                .replace("127.0.0.1:4434", "127.0.0.1:" + adminPort)
                .replace("127.0.0.1:4455", "127.0.0.1:" + uiPort)
                .replace("port: 4433", "port: " + publicPort)
                .replace("port: 4434", "port: " + adminPort)
                .replace("port: 4455", "port: " + uiPort)
                .replace("port: 4435", "port: " + consolePort)
                .replace("port: 4436", "port: " + inboxPort)
                .replace("smtp_port: 1025", "smtp_port: " + smtpPort)
                .replace("127.0.0.1:1025", "127.0.0.1:" + smtpPort);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
