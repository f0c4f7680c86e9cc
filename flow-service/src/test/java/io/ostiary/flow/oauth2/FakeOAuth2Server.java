package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.StartRealServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An OAuth2 server's admin API, as far as logins need it (Ory Hydra 2.x). */
final class FakeOAuth2Server implements AutoCloseable {

    /** What it was told. */
    record Told(String how, String challenge, JsonNode body) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> requests = new ConcurrentHashMap<>();
    private HttpServer server;

    /** Listens where flow-service looks for it. */
    void listen() {
        try {
            int port = Integer.getInteger(StartRealServices.OAUTH2_PORT);
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/admin/oauth2/auth/requests/login", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wants somebody to sign in. */
    void ask(String challenge, boolean skip, String subject) {
        ObjectNode request = Json.object()
                .put("challenge", challenge)
                .put("skip", skip)
                .put("subject", subject)
                .put("request_url", "http://127.0.0.1:4433/self-service/oauth2/auth?client_id=shop");
        request.withObject("/client")
                .put("client_id", "shop")
                .put("client_name", "The shop")
                .put("client_secret", "not for pages");
        requests.put(challenge, request);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String challenge = URLDecoder.decode(
                    exchange.getRequestURI().getRawQuery().replace("login_challenge=", ""), StandardCharsets.UTF_8);
            String how = exchange.getRequestURI().getPath().replaceFirst(".*/login", "");
            ObjectNode request = requests.get(challenge);
            if (request == null) {
                send(exchange, 404, Json.object().put("error", "Not Found"));
            } else if (request.has("handled")) {
                send(exchange, 410, redirect("handled"));
            } else if (how.isEmpty()) {
                send(exchange, 200, request);
            } else {
                JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody());
                told.add(new Told(how, challenge, body));
                request.put("handled", true);
                send(exchange, 200, redirect(how.substring(1)));
            }
        }
    }

    private static ObjectNode redirect(String how) {
        return Json.object().put("redirect_to", "http://hydra.example.org/oauth2/auth?" + how);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Is away. */
    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
