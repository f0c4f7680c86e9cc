package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.testkit.tls.OwnAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes of the suite call one another over TLS, under an authority of the test's own. */
class ProtectedServicesIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private OwnAuthority own;

    private StackConfig config;

    @BeforeEach
    void sign() throws Exception {
        own = new OwnAuthority(Files.createDirectories(folder.resolve("own")));
        own.sign("server", "EC");
        config = StackConfig.in(folder.resolve("config"));
    }

    @Test
    void speaksNothingButTlsInside() throws Exception {
        Path host = folder.resolve("host");
        Path data = folder.resolve("data");
        try (RunningStack database = RunningStack.start(StackConfig.in(folder.resolve("host-config")), host);
                Connection server = GuardedDatabase.connect(host)) {
            assertThat(database.pid()).isPositive();
            GuardedDatabase.protect(server, folder.resolve("own/server"));
            config = config.withDsn(
                    GuardedDatabase.dsn(host) + Files.copy(own.certificate(), folder.resolve("database-ca.pem")));
            speaksNothingButTlsInside(data);
        }
    }

    private void speaksNothingButTlsInside(Path data) throws Exception {
        try (RunningStack stack =
                RunningStack.startFile(withTls("own/ca.pem", "own/server.pem", "own/server.key"), data)) {
            journey();
            Http.get(config.adminUrl() + "/admin/health").expect(200);
            assertThat(text(config.adminUrl() + "/admin/metrics/prometheus"))
                    .contains(
                            "ostiary_service_up{service=\"identity\"} 1", "ostiary_service_up{service=\"courier\"} 1");
            assertThat(stack.pid()).isPositive();
            assertThat(portsOfServices(data)).hasSize(9).allSatisfy(this::speaksTlsAlone);

            replaceAuthority();
            RunningStack.signal("KILL", RunningStack.pidOf(data, "identity-service"));
            refusesWhomItDoesNotTrust(data);
        }
    }

    @Test
    void refusesWrongFilesWithOneLine() throws Exception {
        own.sign("expired", "EC", "ip:127.0.0.1", "-startdate", "-2d", "-validity", "1");
        own.sign("named", "EC", "dns:somebody");
        new OwnAuthority(Files.createDirectories(folder.resolve("other"))).sign("server", "EC");
        Map<List<String>, String> wrong = Map.of(
                List.of("other/ca.pem", "own/server.pem", "own/server.key"),
                        "own/server.pem is not signed by an authority",
                List.of("own/ca.pem", "own/named.pem", "own/named.key"), "own/named.pem is not for 127.0.0.1",
                List.of("own/ca.pem", "own/expired.pem", "own/expired.key"), "own/expired.pem has expired on ",
                List.of("own/ca.pem", "own/server.pem", "own/named.key"),
                        "own/named.key is not the key of the certificate",
                List.of("own/ca.pem", "own/none.pem", "own/server.key"), "own/none.pem does not exist");
        for (var each : wrong.entrySet()) {
            List<String> files = each.getKey();
            assertThat(refusal(withTls(files.get(0), files.get(1), files.get(2))))
                    .contains(folder + "/" + each.getValue())
                    .hasLineCount(1);
        }
    }

    /** Registration, sign-in, whoami and a change of one's own traits. */
    private void journey() {
        Person person = new Person(config);
        person.register();
        String token = person.logIn();
        person.whoami(token).expect(200);
        String settings = Http.get(config.publicUrl() + "/self-service/settings/api", "X-Session-Token", token)
                .expect(200)
                .text("/ui/action");
        ObjectNode form = Http.JSON.createObjectNode().put("method", "profile");
        form.putObject("traits").put("email", person.email()).put("name", "Ada");
        assertThat(Http.post(settings, form, token).expect(200).text("/identity/traits/name"))
                .isEqualTo("Ada");
    }

    /** identity-service is started again with files of another authority, and stands by them; the others know the first one. */
    private void refusesWhomItDoesNotTrust(Path data) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(Http.get(config.publicUrl() + "/schemas").status()).isEqualTo(503);
            assertThat(said(data, "gateway")).isPositive();
            assertThat(new Person(config).submitRegistration(registration()).status())
                    .isEqualTo(503);
            assertThat(said(data, "flow-service")).isPositive();
        });
        assertThat(said(data, "gateway")).as("lines, one for each of its ports").isLessThanOrEqualTo(2);
        assertThat(said(data, "flow-service")).isEqualTo(1);
    }

    private String registration() {
        return Http.get(config.publicUrl() + "/self-service/registration/api")
                .expect(200)
                .text("/ui/action");
    }

    private static long said(Path data, String process) {
        try (Stream<String> lines = Files.lines(data.resolve("log/" + process + ".log"))) {
            return lines.filter(line -> line.contains("is not trusted: its certificate is not signed by an authority"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void replaceAuthority() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        new OwnAuthority(other).sign("server", "EC");
        for (String file : List.of("ca.pem", "server.pem", "server.key")) {
            Files.move(other.resolve(file), folder.resolve("own/" + file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The ports at which the suite's own processes listen for one another; the gateway has one, for health and metrics. */
    private static List<Integer> portsOfServices(Path data) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (String process : List.of("identity-service", "session-service", "flow-service", "courier-service")) {
            ports.add(port(data, process, "QUARKUS_HTTP_PORT"));
            ports.add(port(data, process, "QUARKUS_MANAGEMENT_PORT"));
        }
        ports.add(port(data, "gateway", "QUARKUS_MANAGEMENT_PORT"));
        return ports;
    }

    private static int port(Path data, String process, String variable) throws IOException {
        String environment = Files.readString(Path.of("/proc/" + RunningStack.pidOf(data, process) + "/environ"));
        return Stream.of(environment.split("\0"))
                .filter(each -> each.startsWith(variable + "="))
                .mapToInt(each -> Integer.parseInt(each.substring(variable.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private void speaksTlsAlone(int port) {
        try (HttpClient plain = HttpClient.newHttpClient();
                HttpClient secure =
                        HttpClient.newBuilder().sslContext(own.trust()).build()) {
            assertThatThrownBy(() -> plain.send(request("http", port), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ConnectException.class);
            assertThat(secure.send(request("https", port), BodyHandlers.discarding())
                            .statusCode())
                    .isIn(200, 401);
        } catch (Exception e) {
            throw new AssertionError("port " + port, e);
        }
    }

    private static HttpRequest request(String scheme, int port) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/q/health/live"))
                .timeout(SOON)
                .build();
    }

    private static String text(String url) throws IOException {
        try (var in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path withTls(String ca, String certificate, String key) throws IOException {
        Path file = config.write();
        String yaml = Files.readString(file);
        String tls = "ostiary: {internal_tls: {ca: %s, cert: %s, key: %s}, "
                .formatted(folder.resolve(ca), folder.resolve(certificate), folder.resolve(key));
        Files.writeString(file, yaml.replace("ostiary: {", tls));
        assertThat(file).content().contains("internal_tls");
        return file;
    }

    private static String refusal(Path file) throws Exception {
        Process process = RunningStack.run(List.of("serve", "-c", file.toString(), "--dev"), Map.of());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        return output.strip();
    }
}
