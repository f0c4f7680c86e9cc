package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.suite.ContractTable.Row;
import io.ostiary.suite.RawConnection.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent to whichever path of the contract: an answer of the contract's form, never a
 * failure of the suite, and the connection stays usable.
 */
class BadInputIT {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static RunningStack stack;
    private static String session;
    private BadInputProbe probe;

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder.resolve("config"));
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, folder.resolve("data"));
        Person person = new Person(config);
        person.register();
        session = person.logIn();
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @BeforeEach
    void open() {
        probe = new BadInputProbe(config);
    }

    @AfterEach
    void everythingWasAnsweredWell() throws IOException {
        probe.close();
        System.out.println("answers by status: " + probe.statuses());
        assertThat(probe.findings()).isEmpty();
        assertThat(Http.get(config.publicUrl() + "/health/ready").status()).isEqualTo(200);
        assertThat(Http.get(config.adminUrl() + "/health/ready").status()).isEqualTo(200);
    }

    @Test
    void answersEveryMethod() {
        List<String> methods = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");
        for (Row row : ContractTable.rows()) {
            for (String method : methods) {
                // With a body, so that what isn't read must not be taken for the next request.
                byte[] body = List.of("GET", "HEAD").contains(method) ? null : Poison.bytes("{}");
                send(row, "method", method, row.path(), JSON, body);
            }
        }
    }

    @Test
    void answersIdsThatAreNone() {
        for (Row row : ContractTable.rows()) {
            if (row.hasVariable()) {
                for (String id : Poison.IDS) {
                    for (String method : row.namedMethods()) {
                        byte[] body = method.equals("GET") ? null : Poison.bytes("{}");
                        send(row, "id", method, row.path(id), JSON, body);
                    }
                }
            }
        }
    }

    @Test
    void answersPathsOfOddSpelling() {
        List<String> paths = List.of(
                "/",
                "//",
                "/.",
                "/..",
                "//{a}",
                "/./%zz",
                "/a|b/../c",
                "/%",
                "/%00",
                "/%ff",
                "/admin",
                "/admin/",
                "//admin//identities",
                "/schemas/",
                "/schemas//person",
                "/sessions/whoami/",
                "/self-service/./login/api",
                "/;/",
                "/\\",
                "/internal/x",
                "/q/health",
                "/admin/identities/%2e%2e/sessions",
                "/" + "a/".repeat(2000));
        for (boolean isPublic : List.of(true, false)) {
            for (String path : paths) {
                for (String method : List.of("GET", "POST", "DELETE")) {
                    byte[] body = method.equals("GET") ? null : Poison.bytes("{}");
                    probe.send(isPublic, "path", new Request(method, path, JSON, body));
                }
            }
        }
    }

    @Test
    void answersBodiesThatCannotBeRead() {
        for (Row row : ContractTable.rows()) {
            if (row.takesBody()) {
                Poison.BODIES.forEach((name, body) -> sendBody(row, name, JSON, body));
                byte[] object = Poison.bytes("{\"method\":\"password\"}");
                for (String type : List.of("text/plain", "application/json-patch", "", "\u00ff/;=")) {
                    sendBody(row, "type " + type, Map.of("Content-Type", type), object);
                }
                sendBody(row, "no type", Map.of(), object);
                for (String form : List.of("%zz=%&=&&a", "traits.email.a.b=1&traits.email=2", "%00=%ff")) {
                    sendBody(
                            row,
                            "form " + form,
                            Map.of("Content-Type", "application/x-www-form-urlencoded"),
                            Poison.bytes(form));
                }
            }
        }
    }

    @Test
    void answersLargeBodies() {
        byte[] oneMebibyte = Poison.objectOf(Poison.MEBIBYTE);
        byte[] twoMegabytes = Poison.objectOf(1_999_000);
        byte[] sixMebibytes = Poison.objectOf(6 * Poison.MEBIBYTE);
        for (Row row : ContractTable.rows()) {
            if (row.takesBody()) {
                sendBody(row, "1 MiB", JSON, oneMebibyte);
                if (row.served()) {
                    sendBody(row, "almost 2 MB", JSON, twoMegabytes);
                    sendBody(row, "6 MiB", JSON, sixMebibytes);
                }
            }
        }
    }

    @Test
    void answersBadValuesEverywhere() {
        for (Row row : ContractTable.rows()) {
            if (row.takesBody() && row.served()) {
                Poison.VALUES.forEach((name, value) -> sendBody(row, name, JSON, Poison.everywhere(value)));
            }
        }
    }

    @Test
    void answersBadQueries() {
        for (Row row : ContractTable.rows()) {
            if (row.takesQuery()) {
                Poison.QUERIES.forEach((name, value) -> {
                    for (String parameter : List.of("id", "page_size=1&page_token", "unknown")) {
                        String target = row.path() + "?" + parameter + "=" + value;
                        send(row, name, "GET", target, Map.of(), null);
                    }
                });
            }
        }
        BadQueries.BY_PATH.forEach((path, parameters) -> {
            boolean isPublic = !path.startsWith("/admin/");
            for (String parameter : parameters) {
                Poison.QUERIES.forEach((name, value) -> {
                    String target = path + "?" + parameter + "=" + value;
                    probe.send(isPublic, parameter + " " + name, new Request("GET", target, withSession(), null));
                });
            }
        });
    }

    @Test
    void answersOddHeaders() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        List<String> texts = List.of("", "x", "\u00ff\u00fe", "x".repeat(7000), "a=b; c", "%00", "\t\"", ";,");
        for (String name : List.of(
                "X-Session-Token",
                "Authorization",
                "Cookie",
                "Accept",
                "User-Agent",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Forwarded-Host",
                "True-Client-IP",
                "Cf-Ipcountry",
                "Origin",
                "Referer",
                "X-CSRF-Token",
                "Ostiary-Listener",
                "Ostiary-Client-Address",
                "If-None-Match",
                "Accept-Language")) {
            headers.put(name, texts);
        }
        for (Row row : ContractTable.rows()) {
            if (row.isPublic() && row.served() && row.takesQuery()) {
                headers.forEach((name, values) ->
                        values.forEach(value -> send(row, name, "GET", row.path(), Map.of(name, value), null)));
            }
        }
    }

    @Test
    void answersBadValuesWhereTheyMatter() {
        BadPlaces places = new BadPlaces(config, probe, session);
        Poison.VALUES.forEach(places::sendAll);
        // Nothing of what was taken in spoils what is asked afterwards.
        for (String list : List.of("identities", "sessions?expand=identity", "courier/messages")) {
            Http.get(config.adminUrl() + "/admin/" + list).expect(200);
        }
        assertThat(places.tokens()).isNotEmpty();
        for (String token : places.tokens()) {
            Http.get(config.publicUrl() + "/sessions/whoami", "X-Session-Token", token)
                    .expect(200);
        }
        assertThat(placesWithErrors()).isEmpty();
    }

    private void sendBody(Row row, String what, Map<String, String> headers, byte[] body) {
        for (String method : row.methods()) {
            if (!method.equals("GET")) {
                send(row, what, method, row.path(), headers, body);
            }
        }
    }

    private void send(Row row, String what, String method, String target, Map<String, String> headers, byte[] body) {
        probe.send(row.isPublic(), what, new Request(method, target, headers, body));
    }

    private static Map<String, String> withSession() {
        return Map.of("X-Session-Token", session, "Accept", "application/json");
    }

    /** Lines of the services' logs that tell of a failure that nobody expected. */
    private static List<String> placesWithErrors() {
        try (Stream<Path> logs = Files.list(folder.resolve("data/log"))) {
            return logs.filter(log -> log.toString().contains("-service"))
                    .flatMap(BadInputIT::errors)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> errors(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" ERROR "))
                    .map(line -> log.getFileName() + ": " + line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
