package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID provider of the tests: real HTTP, real keys, and every mistake on demand. It agrees to everything at once. */
final class TestProvider implements AutoCloseable {

    static final String CLIENT = "the client";
    static final String SECRET = "the secret: 100%";

    /** What somebody whom it knows is given. */
    private record Grant(String challenge, ObjectNode claims, ObjectNode userinfo, RSAKey key) {}

    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> access = new ConcurrentHashMap<>();
    private volatile RSAKey key = key("first");

    /** How often a code was redeemed. */
    final AtomicInteger redeemed = new AtomicInteger();

    /** How often keys were asked for. */
    final AtomicInteger keysAsked = new AtomicInteger();

    /** Answers of the token endpoint; 0: as it should. */
    volatile int tokenStatus;

    TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on tokens are signed by another key, which is published. */
    void changeKey() {
        key = key(UUID.randomUUID().toString());
    }

    /** A key of that name that is published nowhere. */
    static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of the key of the moment. */
    String keyName() {
        return key.getKeyID();
    }

    /** Somebody agrees. @param address of its page, as the suite gives it @param claims over the usual ones @return the callback's query */
    Map<String, String> agree(String address, Map<String, Object> claims) {
        return agree(address, claims, Map.of(), key);
    }

    /** As above. @param userinfo what userinfo tells @param signer whose key signs the ID token */
    Map<String, String> agree(String address, Map<String, Object> claims, Map<String, Object> userinfo, RSAKey signer) {
        Map<String, String> asked = query(address.substring(address.indexOf('?') + 1));
        long now = System.currentTimeMillis() / 1000;
        ObjectNode all = Json.object().put("iss", issuer()).put("aud", asked.get("client_id"));
        all.put("iat", now).put("exp", now + 600);
        claims.forEach((name, value) -> all.set(name, Json.tree(value)));
        ObjectNode info = userinfo.isEmpty() ? all : Json.object();
        userinfo.forEach((name, value) -> info.set(name, Json.tree(value)));
        String code = UUID.randomUUID().toString();
        codes.put(code, new Grant(asked.get("code_challenge"), all, info, signer));
        return Map.of("code", code, "state", asked.get("state"));
    }

    static Map<String, String> query(String text) {
        Map<String, String> all = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                all.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
            case "/keys" -> {
                keysAsked.incrementAndGet();
                send(exchange, 200, Json.read("{\"keys\":[" + key.toPublicJWK() + "]}", ObjectNode.class));
            }
            case "/token" -> token(exchange);
            case "/userinfo" -> {
                String token =
                        exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
                ObjectNode told = access.get(token);
                send(exchange, told == null ? 401 : 200, told == null ? Json.object() : told);
            }
            default -> send(exchange, 404, Json.object());
        }
    }

    private ObjectNode discovery() {
        ObjectNode said = Json.object()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("userinfo_endpoint", issuer() + "/userinfo")
                .put("jwks_uri", issuer() + "/keys");
        said.putArray("id_token_signing_alg_values_supported").add("RS256");
        said.putArray("code_challenge_methods_supported").add("S256");
        return said;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (tokenStatus != 0) {
            send(exchange, tokenStatus, Json.object().put("error", "temporarily_unavailable"));
            return;
        }
        if (!isTheClient(exchange)) {
            send(exchange, 401, Json.object().put("error", "invalid_client"));
            return;
        }
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        if (grant == null || !fits(grant.challenge(), form.get("code_verifier"))) {
            send(exchange, 400, Json.object().put("error", "invalid_grant"));
            return;
        }
        redeemed.incrementAndGet();
        String token = UUID.randomUUID().toString();
        access.put(token, grant.userinfo());
        send(
                exchange,
                200,
                Json.object()
                        .put("access_token", token)
                        .put("refresh_token", "a refresh token")
                        .put("token_type", "Bearer")
                        .put("id_token", signed(grant.claims(), grant.key())));
    }

    /** RFC 6749, section 2.3.1: both parts are encoded as in a form. */
    private static boolean isTheClient(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        String[] pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":");
        return decoded(pair[0]).equals(CLIENT) && decoded(pair[1]).equals(SECRET);
    }

    private static boolean fits(String challenge, String verifier) {
        if (challenge == null) {
            return true;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(ObjectNode claims, RSAKey by) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(by.getKeyID())
                            .build(),
                    JWTClaimsSet.parse(claims.toString()));
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
