package io.ostiary.suite;

import static io.ostiary.suite.ConsoleVisitor.form;
import static io.ostiary.suite.ConsoleVisitor.id;
import static io.ostiary.suite.ConsoleVisitor.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Who gets into the console, by which way, and what they may do there. */
abstract class ConsoleEntrance {

    private final ConsoleStack stack = ConsoleIT.stack();
    private final ConsoleVisitor developer = stack.developer();

    @Test
    void thePrintedAddressLetsSomebodyInOnce() throws IOException {
        var second = new ConsoleVisitor(stack.url()).get(stack.printedAddress());
        Path next = stack.data().resolve("console/sign-in-change.url");

        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Files.getPosixFilePermissions(next)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new ConsoleVisitor(stack.url())
                        .get(Files.readString(next).strip())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void strangersSeeNothing() {
        ConsoleVisitor stranger = new ConsoleVisitor(stack.url());

        for (String path : List.of("/", "/identities", "/sessions", "/messages", "/deeds", "/identities.csv")) {
            var answer = stranger.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(Jsoup.parse(answer.body()).select("nav, table")).as(path).isEmpty();
        }
    }

    @Test
    void whoMayLookMayNotChange() throws IOException {
        String id = stack.newIdentity();
        ConsoleVisitor byFile = new ConsoleVisitor(stack.url());
        byFile.get(Files.readString(stack.data().resolve("console/sign-in-look.url"))
                .strip());
        String once = once(form(stack.carla().page("/identities/" + id), "/state"));

        for (ConsoleVisitor looker : List.of(byFile, new ConsoleVisitor(stack.url(), ConsoleStack.HEADER, "leo"))) {
            for (String page : List.of("", "/credentials", "/sessions", "/messages", "/events", "/limits")) {
                Document shown = looker.page("/identities/" + id + page);
                assertThat(shown.selectFirst("h1").text()).contains("@");
                assertThat(shown.select("main form[method=post]")).as(page).isEmpty();
            }
            for (String page : List.of("/edit", "/delete", "/recovery", "/end-sessions")) {
                assertThat(looker.get("/identities/" + id + page).statusCode())
                        .as(page)
                        .isEqualTo(403);
            }
            var sent = looker.post(
                    "/identities/" + id + "/state",
                    Map.of("state", "inactive", "once", once).entrySet(),
                    "Sec-Fetch-Site",
                    "same-origin");
            assertThat(sent.statusCode()).isEqualTo(403);
        }
        assertThat(stack.identity(id).path("state").asText()).isEqualTo("active");
    }

    @Test
    void theProxysWordCountsWhenItIsOneWord() throws IOException {
        assertThat(stack.carla().page("/").select("footer").text()).contains("carla, may change");
        assertThat(new ConsoleVisitor(stack.url(), ConsoleStack.HEADER, "mallory")
                        .get("/identities")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new ConsoleVisitor(stack.url(), ConsoleStack.HEADER, "leo, carla")
                        .get("/identities")
                        .statusCode())
                .isEqualTo(403);
        assertThat(raw("X-Operator: leo\r\nx-operator: carla\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(raw("X-Operator: carla\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatWasTypedOutlivesTheSignIn() throws IOException {
        ConsoleVisitor typist = new ConsoleVisitor(stack.url());
        Path address = stack.data().resolve("console/sign-in-change.url");
        typist.get(Files.readString(address).strip());
        String email = ConsoleStack.address();
        Element form = form(typist.page("/identities/new"), "/new");
        typist.post("/leave", List.of(), "Sec-Fetch-Site", "same-origin");

        var out = typist.send(form, Map.of("traits/email", email, "traits/name", "Grace <b>Hopper"));
        assertThat(out.statusCode()).isEqualTo(401);
        Document back = typist.submit(
                form(Jsoup.parse(out.body()), "/enter"),
                Map.of("token", Files.readString(address).strip()));

        assertThat(back.select("#f-traits-email").val()).isEqualTo(email);
        assertThat(back.select("#f-traits-name").val()).isEqualTo("Grace <b>Hopper");
        assertThat(Http.get(stack.config().adminUrl() + "/admin/identities?credentials_identifier=" + email)
                        .body())
                .isEmpty();
        Document created = typist.submit(form(back, "/new"), Map.of());
        assertThat(stack.identity(id(created)).at("/traits/name").asText()).isEqualTo("Grace <b>Hopper");
    }

    private String raw(String headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", stack.port())) {
            socket.setSoTimeout(20_000);
            String request = "GET /identities HTTP/1.1\r\nHost: 127.0.0.1:" + stack.port() + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII);
        }
    }
}
