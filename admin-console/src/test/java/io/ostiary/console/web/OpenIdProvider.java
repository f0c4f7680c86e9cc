package io.ostiary.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider of the tests: real HTTP, real keys. Whoever comes is whom the test says. */
final class OpenIdProvider implements AutoCloseable {

    static final String CLIENT = "console";
    static final String SECRET = "a secret of the tests: 100%";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is handed out for a code. */
    private record Grant(String challenge, String idToken) {}

    private final HttpServer server;
    private final KeyPair key = key();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();

    OpenIdProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whom the provider knows. */
    static Map<String, Object> person(String name, String... groups) {
        return Map.of("sub", "id-of-" + name, "preferred_username", name, "groups", List.of(groups));
    }

    /**
     * Somebody signs in.
     *
     * @param address where the console sent the browser
     * @param claims of the ID token, over those that fit
     * @return where the browser is sent
     */
    URI agree(URI address, Map<String, Object> claims) {
        return agree(address, claims, key);
    }

    /** As above, signed by another key. */
    URI agree(URI address, Map<String, Object> claims, KeyPair signer) {
        Map<String, String> asked = query(address.getRawQuery());
        long now = System.currentTimeMillis() / 1_000;
        Map<String, Object> all = new HashMap<>(Map.of(
                "iss",
                issuer(),
                "aud",
                asked.get("client_id"),
                "nonce",
                asked.get("nonce"),
                "iat",
                now,
                "exp",
                now + 300));
        all.putAll(claims);
        String token = Jwt.claims(all).jws().keyId("one").sign(signer.getPrivate());
        String code = UUID.randomUUID().toString();
        codes.put(code, new Grant(asked.get("code_challenge"), token));
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> query(String text) {
        Map<String, String> all = new HashMap<>();
        for (String pair : text.split("&")) {
            int at = pair.indexOf('=');
            all.put(
                    URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" ->
                send(
                        exchange,
                        200,
                        JSON.createObjectNode()
                                .put("issuer", issuer())
                                .put("authorization_endpoint", issuer() + "/authorize")
                                .put("token_endpoint", issuer() + "/token")
                                .put("jwks_uri", issuer() + "/keys"));
            case "/keys" ->
                send(
                        exchange,
                        200,
                        JSON.createObjectNode()
                                .set("keys", JSON.createArrayNode().add(publicKey())));
            case "/token" -> token(exchange);
            default -> send(exchange, 404, JSON.createObjectNode());
        }
    }

    private ObjectNode publicKey() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return JSON.createObjectNode()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "one")
                .put("n", number(open.getModulus()))
                .put("e", number(open.getPublicExponent()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return encoded(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        if (!isTheClient(exchange)) {
            send(exchange, 401, JSON.createObjectNode().put("error", "invalid_client"));
        } else if (grant == null || !grant.challenge().equals(challenge(form.get("code_verifier")))) {
            send(exchange, 400, JSON.createObjectNode().put("error", "invalid_grant"));
        } else {
            send(
                    exchange,
                    200,
                    JSON.createObjectNode()
                            .put("access_token", UUID.randomUUID().toString())
                            .put("token_type", "Bearer")
                            .put("expires_in", 300)
                            .put("id_token", grant.idToken()));
        }
    }

    private static boolean isTheClient(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        String[] pair =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return pair[0].equals(CLIENT)
                && (pair[1].equals(SECRET)
                        || URLDecoder.decode(pair[1], StandardCharsets.UTF_8).equals(SECRET));
    }

    private static String challenge(String verifier) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        try (exchange) {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
