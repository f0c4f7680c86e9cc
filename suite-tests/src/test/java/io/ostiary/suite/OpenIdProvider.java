package io.ostiary.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID provider whose people agree to everything: discovery, keys, and a token endpoint at which each code works once.
 * It checks neither client nor PKCE.
 */
public final class OpenIdProvider implements AutoCloseable {

    /** What a configuration calls it. */
    public static final String ID = "acme";

    private static final String CLIENT = "the-client";
    private static final String MAPPER =
            "local claims = std.extVar('claims'); { identity: { traits: { email: claims.email } } }";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair key;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final AtomicInteger redeemed = new AtomicInteger();

    public OpenIdProvider() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** The configuration with it. */
    public StackConfig in(StackConfig config) {
        return config.withMethod(
                ("oidc: {enabled: true, config: {providers: [{id: %s, provider: generic, client_id: %s,"
                                + " client_secret: a-secret, issuer_url: '%s', mapper_url: 'base64://%s'}]}}")
                        .formatted(ID, CLIENT, issuer(), base64(MAPPER)));
    }

    /**
     * Somebody agrees.
     *
     * @param address of its page, as the suite gives it
     * @param email by which it knows them
     * @return path and query of the callback
     */
    public String agree(String address, String email) {
        String code = UUID.randomUUID().toString();
        codes.put(code, email);
        return "/self-service/methods/oidc/callback/" + ID + "?code=" + code + "&state=" + state(address);
    }

    /** How many codes were redeemed. */
    public int redeemed() {
        return redeemed.get();
    }

    private static String state(String address) {
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            if (pair.startsWith("state=")) {
                return pair.substring("state=".length());
            }
        }
        throw new AssertionError("no state in " + address);
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
            case "/keys" -> send(exchange, 200, keys());
            case "/token" -> token(exchange);
            default -> send(exchange, 404, Http.JSON.createObjectNode());
        }
    }

    private ObjectNode discovery() {
        ObjectNode said = Http.JSON
                .createObjectNode()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys");
        said.putArray("id_token_signing_alg_values_supported").add("RS256");
        return said;
    }

    private ObjectNode keys() {
        RSAPublicKey shown = (RSAPublicKey) key.getPublic();
        ObjectNode all = Http.JSON.createObjectNode();
        all.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "first")
                .put("n", number(shown.getModulus()))
                .put("e", number(shown.getPublicExponent()));
        return all;
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String email = codes.remove(field(form, "code"));
        if (email == null) {
            send(exchange, 400, Http.JSON.createObjectNode().put("error", "invalid_grant"));
            return;
        }
        redeemed.incrementAndGet();
        ObjectNode tokens = Http.JSON.createObjectNode().put("token_type", "Bearer");
        tokens.put("access_token", UUID.randomUUID().toString()).put("id_token", idToken(email));
        send(exchange, 200, tokens);
    }

    private static String field(String form, String name) {
        for (String pair : form.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private String idToken(String email) {
        long now = System.currentTimeMillis() / 1000;
        ObjectNode head = Http.JSON.createObjectNode().put("alg", "RS256").put("kid", "first");
        ObjectNode claims = Http.JSON.createObjectNode().put("iss", issuer()).put("aud", CLIENT);
        claims.put("sub", URLEncoder.encode(email, StandardCharsets.UTF_8)).put("email", email);
        claims.put("iat", now).put("exp", now + 600);
        String text = url(head) + "." + url(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(ObjectNode json) {
        return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the byte that only tells the sign (RFC 7518, section 2: Base64urlUInt). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return URL.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
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
