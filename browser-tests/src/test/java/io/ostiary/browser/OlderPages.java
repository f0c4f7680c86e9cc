package io.ostiary.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Pages as applications of version 0.5 had them: their server asks the admin port for the flow, and draws plain HTML of
 * {@code methods.<method>.config}.
 */
final class OlderPages implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> FLOWS = Map.of(
            "/auth/login", "login",
            "/auth/registration", "registration",
            "/verify", "verification",
            "/recovery", "recovery",
            "/settings", "settings");

    private final HttpClient http = HttpClient.newHttpClient();
    private final PagesStack stack;
    private final HttpServer server;

    /** Serves them at the address of the stack's pages. */
    OlderPages(PagesStack stack) {
        this.stack = stack;
        URI address = URI.create(stack.pages());
        try {
            server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/")) {
                redirect(exchange, "/dashboard");
            } else if (path.equals("/dashboard")) {
                dashboard(exchange);
            } else if (FLOWS.containsKey(path)) {
                flow(exchange, FLOWS.get(path));
            } else {
                html(exchange, 404, "<h1>No such page</h1>");
            }
        }
    }

    private void dashboard(HttpExchange exchange) throws IOException {
        HttpResponse<String> whoami = get(stack.publicUrl() + "/sessions/whoami", exchange);
        if (whoami.statusCode() != 200) {
            redirect(exchange, "/auth/login");
            return;
        }
        String email = JSON.readTree(whoami.body()).at("/identity/traits/email").asText();
        html(
                exchange,
                200,
                "<h1>Hello, " + escaped(email) + "</h1><a id=\"out\" href=\"" + stack.publicUrl()
                        + "/self-service/browser/flows/logout\">Sign out</a>");
    }

    private void flow(HttpExchange exchange, String kind) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !query.startsWith("flow=")) {
            redirect(exchange, stack.publicUrl() + "/self-service/" + kind + "/browser");
            return;
        }
        String id = query.substring("flow=".length());
        HttpResponse<String> answer = get(stack.adminUrl() + "/self-service/" + kind + "/flows?id=" + id, null);
        if (answer.statusCode() != 200) {
            html(exchange, answer.statusCode(), "<h1>No flow</h1>");
            return;
        }
        JsonNode flow = JSON.readTree(answer.body());
        StringBuilder page = new StringBuilder("<h1>" + kind + "</h1>").append(messages(flow));
        flow.path("methods").forEach(each -> page.append(form(each)));
        html(exchange, 200, page.toString());
    }

    private static String form(JsonNode method) {
        JsonNode config = method.path("config");
        StringBuilder form = new StringBuilder("<form id=\"%s\" action=\"%s\" method=\"%s\">"
                .formatted(
                        escaped(method.path("method").asText()),
                        escaped(config.path("action").asText()),
                        escaped(config.path("method").asText())));
        form.append(messages(config));
        config.path("fields").forEach(field -> {
            String name = escaped(field.path("name").asText());
            form.append(
                    "<p><label for=\"%1$s\">%1$s</label><input id=\"%1$s\" name=\"%1$s\" type=\"%2$s\" value=\"%3$s\">%4$s</p>"
                            .formatted(
                                    name,
                                    escaped(field.path("type").asText()),
                                    escaped(field.path("value").asText()),
                                    messages(field)));
        });
        return form.append("<button>Go on</button></form>").toString();
    }

    private static String messages(JsonNode of) {
        StringBuilder list = new StringBuilder();
        of.path("messages")
                .forEach(each -> list.append("<p class=\"message\" data-id=\"%d\">%s</p>"
                        .formatted(
                                each.path("id").asLong(),
                                escaped(each.path("text").asText()))));
        return list.toString();
    }

    private HttpResponse<String> get(String url, HttpExchange onBehalfOf) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        String cookies =
                onBehalfOf == null ? null : onBehalfOf.getRequestHeaders().getFirst("Cookie");
        if (cookies != null) {
            request.header("Cookie", cookies);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void html(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes =
                ("<!DOCTYPE html><html lang=\"en\"><title>Pages</title>" + body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
