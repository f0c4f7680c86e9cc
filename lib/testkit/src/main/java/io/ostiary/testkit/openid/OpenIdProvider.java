package io.ostiary.testkit.openid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider (OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0) at a free port of this machine, whose
 * people agree to what the test says. It checks the client and PKCE; each code works once. Mistakes in a token are claims:
 * another {@code aud} or {@code nonce}, an {@code exp} in the past.
 */
public final class OpenIdProvider implements AutoCloseable {

    /** The one client that it knows. */
    public static final String CLIENT = "the client";

    /** Its secret, which has what needs encoding in it. */
    public static final String SECRET = "the secret: 100%";

    private static final String MAPPER =
            "local claims = std.extVar('claims'); { identity: { traits: { email: claims.email } } }";

    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, ?>> userinfo = new ConcurrentHashMap<>();
    private final List<SigningKey> keys = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> signOuts = new CopyOnWriteArrayList<>();
    private final AtomicInteger redeemed = new AtomicInteger();
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final String address;
    private volatile String issuer;
    private volatile SigningKey key = SigningKey.named("first");
    private volatile Duration ahead = Duration.ZERO;
    private volatile int tokenStatus = 200;
    private volatile Runnable meanwhile = () -> {};

    /** Starts it. */
    public OpenIdProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        issuer = address;
        keys.add(key);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** What it says its name is; its address until a test says otherwise. */
    public String issuer() {
        return issuer;
    }

    /** From now on discovery and tokens say this issuer. */
    public void callItself(String other) {
        issuer = other;
    }

    /** From now on another key signs, and it alone is published. */
    public void changeKey() {
        SigningKey old = key;
        addKey();
        keys.remove(old);
    }

    /** From now on another key signs; those before stay published. */
    public void addKey() {
        SigningKey other = SigningKey.named(UUID.randomUUID().toString());
        keys.add(other);
        key = other;
    }

    /** The key that signs. */
    public SigningKey key() {
        return key;
    }

    /** How far its clock is ahead; behind when negative. */
    public void setAhead(Duration by) {
        ahead = by;
    }

    /** What the token endpoint answers from now on: 200 as it should, else an error of that status. */
    public void setTokenStatus(int status) {
        tokenStatus = status;
    }

    /** What happens at each request for a token before it is answered; may wait. */
    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    /** Everything as at the beginning, but for its keys. */
    public void getWell() {
        issuer = address;
        ahead = Duration.ZERO;
        tokenStatus = 200;
        meanwhile = () -> {};
    }

    /** How many codes were redeemed. */
    public int redeemed() {
        return redeemed.get();
    }

    /** How often its keys were asked for. */
    public int keysAsked() {
        return keysAsked.get();
    }

    /** The parameters of each sign-out here (RP-Initiated Logout 1.0, section 2). */
    public List<Map<String, String>> signOuts() {
        return List.copyOf(signOuts);
    }

    /**
     * An entry of {@code selfservice.methods.oidc.config.providers}, whose mapper takes the address as {@code traits.email}.
     *
     * @param kind the word of {@code provider}, such as {@code generic}
     */
    public ObjectNode entry(String id, String kind) {
        byte[] mapper = MAPPER.getBytes(StandardCharsets.UTF_8);
        return SigningKey.JSON
                .createObjectNode()
                .put("id", id)
                .put("provider", kind)
                .put("client_id", CLIENT)
                .put("client_secret", SECRET)
                .put("issuer_url", issuer)
                .put("mapper_url", "base64://" + Base64.getEncoder().encodeToString(mapper));
    }

    /**
     * Somebody agrees.
     *
     * @param asked address of its page, as the client gives it
     * @param claims of the ID token and of userinfo, over those that fit
     * @return parameters of the callback
     */
    public Map<String, String> agree(String asked, Map<String, ?> claims) {
        return agree(asked, claims, Map.of(), key);
    }

    /** As above. @param told what userinfo tells instead; nothing: the same @param signer whose key signs the ID token */
    public Map<String, String> agree(String asked, Map<String, ?> claims, Map<String, ?> told, SigningKey signer) {
        Map<String, String> query = Parameters.of(asked);
        Map<String, Object> all = claims(issuer, query.getOrDefault("client_id", ""), query.get("nonce"));
        all.putAll(claims);
        String code = UUID.randomUUID().toString();
        codes.put(code, new Grant(query.get("code_challenge"), signer.sign(all), told.isEmpty() ? all : told));
        return Map.of("code", code, "state", query.getOrDefault("state", ""));
    }

    /** Somebody does not agree. @return parameters of the callback */
    public Map<String, String> refuse(String asked) {
        return Map.of("error", "access_denied", "state", Parameters.of(asked).getOrDefault("state", ""));
    }

    /** Where the browser goes then. @param parameters of the callback */
    public static URI back(String asked, Map<String, String> parameters) {
        String to = Objects.requireNonNull(Parameters.of(asked).get("redirect_uri"));
        return URI.create(to + "?" + Parameters.write(parameters));
    }

    /** Somebody agrees, and the address is all that is known of them. @return path and query of the callback */
    public String callback(String asked, String email) {
        URI back = back(asked, agree(asked, person(email)));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** An ID token as an app gets it: good for {@link #CLIENT}, signed by the key of the moment. */
    public String idToken(String issuer, String email, @Nullable String nonce) {
        Map<String, Object> all = claims(issuer, CLIENT, nonce);
        all.putAll(person(email));
        return key.sign(all);
    }

    private static Map<String, String> person(String email) {
        return Map.of("sub", Parameters.encoded(email), "email", email);
    }

    private Map<String, Object> claims(String by, String client, @Nullable String nonce) {
        long now = Instant.now().plus(ahead).getEpochSecond();
        Map<String, Object> all = new HashMap<>(Map.of("iss", by, "aud", client, "iat", now, "exp", now + 600));
        if (nonce != null) {
            all.put("nonce", nonce);
        }
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
            case "/keys" -> {
                keysAsked.incrementAndGet();
                send(exchange, 200, published());
            }
            case "/token" -> token(exchange);
            case "/userinfo" -> {
                String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                Map<String, ?> told = userinfo.get(header.replace("Bearer ", ""));
                send(exchange, told == null ? 401 : 200, SigningKey.JSON.valueToTree(told == null ? Map.of() : told));
            }
            case "/sign-out" -> signOut(exchange);
            default -> send(exchange, 404, SigningKey.JSON.createObjectNode());
        }
    }

    private ObjectNode discovery() {
        ObjectNode said = SigningKey.JSON
                .createObjectNode()
                .put("issuer", issuer)
                .put("authorization_endpoint", address + "/authorize")
                .put("token_endpoint", address + "/token")
                .put("userinfo_endpoint", address + "/userinfo")
                .put("jwks_uri", address + "/keys")
                .put("end_session_endpoint", address + "/sign-out");
        said.putArray("id_token_signing_alg_values_supported").add("RS256");
        said.putArray("code_challenge_methods_supported").add("S256");
        return said;
    }

    private ObjectNode published() {
        ObjectNode said = SigningKey.JSON.createObjectNode();
        ArrayNode list = said.putArray("keys");
        keys.forEach(each -> list.add(each.jwk()));
        return said;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Parameters.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        meanwhile.run();
        if (tokenStatus != 200) {
            fail(exchange, tokenStatus, "temporarily_unavailable");
            return;
        }
        if (!Grant.isOf(exchange.getRequestHeaders().getFirst("Authorization"), CLIENT, SECRET)) {
            fail(exchange, 401, "invalid_client");
            return;
        }
        Grant grant = codes.remove(form.getOrDefault("code", ""));
        if (grant == null || !grant.fits(form.get("code_verifier"))) {
            fail(exchange, 400, "invalid_grant");
            return;
        }
        redeemed.incrementAndGet();
        String token = UUID.randomUUID().toString();
        userinfo.put(token, grant.userinfo());
        ObjectNode tokens = SigningKey.JSON.createObjectNode().put("token_type", "Bearer");
        tokens.put("access_token", token).put("refresh_token", "a refresh token");
        send(exchange, 200, tokens.put("id_token", grant.idToken()));
    }

    private void signOut(HttpExchange exchange) throws IOException {
        Map<String, String> asked = Parameters.of(exchange.getRequestURI().toString());
        signOuts.add(asked);
        exchange.getResponseHeaders().set("Location", asked.getOrDefault("post_logout_redirect_uri", address));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void fail(HttpExchange exchange, int status, String error) throws IOException {
        send(exchange, status, SigningKey.JSON.createObjectNode().put("error", error));
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
