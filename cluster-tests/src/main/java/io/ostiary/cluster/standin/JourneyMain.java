package io.ostiary.cluster.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's way through the gateway: register, verify by the mailed code, log in, be recognised, log
 * out, be refused. {@code GATEWAY} and {@code MAIL} name the services. Prints a line for each step;
 * the last one is {@code identity ID}. Ends with 1 at the first step that fails.
 */
public final class JourneyMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final int MAIL_TRIES = 240;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway = System.getenv("GATEWAY");
    private final String mail = System.getenv("MAIL");

    private JourneyMain() {}

    public static void main(String[] arguments) throws Exception {
        new JourneyMain().walk("ada." + System.nanoTime() + "@example.org", "a-password-of-" + System.nanoTime());
    }

    private void walk(String address, String password) throws Exception {
        ObjectNode form = JSON.createObjectNode().put("method", "password").put("password", password);
        form.putObject("traits").put("email", address);
        JsonNode registered = submit("registration", form);
        String identity = registered.at("/identity/id").asText();
        System.out.println("registered " + identity);
        verify(address, registered.path("continue_with"));
        JsonNode login = submit(
                "login",
                JSON.createObjectNode()
                        .put("method", "password")
                        .put("identifier", address)
                        .put("password", password));
        String token = login.path("session_token").asText();
        System.out.println("logged in");
        check(
                identity,
                json(200, send(get("/sessions/whoami", token)))
                        .at("/identity/id")
                        .asText());
        System.out.println("recognised");
        var end = request(gateway + "/self-service/logout/api")
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"session_token\":\"" + token + "\"}"));
        check("204", Integer.toString(send(end).statusCode()));
        check("401", Integer.toString(send(get("/sessions/whoami", token)).statusCode()));
        System.out.println("logged out");
        System.out.println("identity " + identity);
    }

    private void verify(String address, JsonNode next) throws Exception {
        String flow = "";
        for (JsonNode each : next) {
            if (each.path("action").asText().equals("show_verification_ui")) {
                flow = each.at("/flow/id").asText();
            }
        }
        String code = code(address);
        System.out.println("mail arrived");
        JsonNode verified = post(
                "/self-service/verification?flow=" + flow,
                JSON.createObjectNode().put("method", "code").put("code", code));
        check("passed_challenge", verified.path("state").asText());
        System.out.println("verified");
    }

    private JsonNode submit(String flow, ObjectNode form) throws IOException, InterruptedException {
        JsonNode begun = json(200, send(get("/self-service/" + flow + "/api", null)));
        // The form's address is the one for people outside; inside, only its path counts.
        URI action = URI.create(begun.at("/ui/action").asText());
        return post(action.getRawPath() + "?" + action.getRawQuery(), form);
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return json(
                200,
                send(request(gateway + path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    private String code(String address) throws IOException, InterruptedException {
        String query = URLEncoder.encode("to:" + address, StandardCharsets.UTF_8);
        for (int i = 0; i < MAIL_TRIES; i++) {
            JsonNode found = json(200, send(request(mail + "/api/v1/search?query=" + query)));
            if (!found.path("messages").isEmpty()) {
                String id = found.at("/messages/0/ID").asText();
                Matcher digits = CODE.matcher(send(request(mail + "/api/v1/message/" + id + "/raw"))
                        .body()
                        .replaceAll("(?m)^(Message-I[dD]|Date|Content-Type|\\s+boundary).*", ""));
                check("a code", digits.find() ? "a code" : "none");
                return digits.group();
            }
            // On this program's main thread, which has nothing else to do.
            Thread.sleep(250);
        }
        throw new IOException("no mail came to " + address);
    }

    private HttpRequest.Builder get(String path, @Nullable String token) {
        HttpRequest.Builder request = request(gateway + path);
        return token == null ? request : request.header("X-Session-Token", token);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(int expected, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != expected) {
            throw new IOException("%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private static void check(String expected, String found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException("expected " + expected + ", found " + found);
        }
    }
}
