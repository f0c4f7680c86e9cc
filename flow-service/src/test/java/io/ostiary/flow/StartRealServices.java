package io.ostiary.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.ostiary.testkit.server.FreePorts;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.ServiceProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts identity-service and session-service, and tells flow-service where they are. */
public final class StartRealServices implements QuarkusTestResourceLifecycleManager {

    /** What identity-service has to know of methods beyond the contract's: a line for each. */
    private static final String TYPES = "favourite_colour single=/colour first second sealed";

    private static final int FLOW_PORT = 8081;

    /** The system property that tells tests where an OAuth2 server is looked for. */
    public static final String OAUTH2_PORT = "tests.oauth2.port";

    private ServiceProcess identity;
    private static ServiceProcess session;
    private static Map<String, String> sessionEnvironment;
    private boolean codeIsSecondFactor;

    /** @param args {@code code}: {@code second} makes codes a second factor */
    @Override
    public void init(Map<String, String> args) {
        codeIsSecondFactor = "second".equals(args.get("code"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new EmbeddedKeys().start());
        int identityPort = FreePorts.next();
        int sessionPort = FreePorts.next();
        Map<String, String> shared = Map.of(
                "OSTIARY_CONFIG", write(configuration(codeIsSecondFactor)).toString(),
                "OSTIARY_KEYS", settings.get("OSTIARY_KEYS"),
                "OSTIARY_CREDENTIALS_TYPES", TYPES,
                "OSTIARY_IDENTITY_URL", ServiceProcess.url(identityPort),
                "OSTIARY_SESSION_URL", ServiceProcess.url(sessionPort),
                "OSTIARY_FLOW_URL", ServiceProcess.url(FLOW_PORT));
        identity = ServiceProcess.start("identity-service", identityPort, withDatabase("identity", shared));
        sessionEnvironment = withDatabase("session", shared);
        session = ServiceProcess.start("session-service", sessionPort, sessionEnvironment);
        settings.put("ostiary.config", shared.get("OSTIARY_CONFIG"));
        settings.put("ostiary.identity.url", identity.url());
        settings.put("ostiary.session.url", session.url());
        settings.put("quarkus.http.test-port", Integer.toString(FLOW_PORT));
        return settings;
    }

    /** Ends session-service and starts it anew on its database. @param codeIsSecondFactor what its configuration says */
    static void restartSessionService(boolean codeIsSecondFactor) {
        int port = URI.create(session.url()).getPort();
        session.close();
        Map<String, String> environment = new HashMap<>(sessionEnvironment);
        environment.put(
                "OSTIARY_CONFIG", write(configuration(codeIsSecondFactor)).toString());
        session = ServiceProcess.start("session-service", port, environment);
    }

    private static Map<String, String> withDatabase(String schema, Map<String, String> shared) {
        Map<String, String> all = new HashMap<>(shared);
        Path resources = Path.of("..", schema + "-service", "src", "main", "resources");
        PostgresServer.shared().createDatabase(schema, resources).settings().forEach((name, value) -> {
            if (name.startsWith("OSTIARY_")) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static ObjectNode configuration(boolean codeIsSecondFactor) {
        ObjectNode tree = Json.read("""
                {"dsn": "memory", "dev": true,
                 "serve": {"public": {"base_url": "http://127.0.0.1:4433/"},
                           "admin": {"base_url": "http://127.0.0.1:4434/"}},
                 "selfservice": {"default_browser_return_url": "http://127.0.0.1:4455/",
                     "methods": {"password": {"enabled": true, "config": {"haveibeenpwned_enabled": false}},
                                 "code": {"enabled": true}, "totp": {"enabled": true}, "lookup_secret": {"enabled": true}},
                     "flows": {"settings": {"required_aal": "highest_available"}}},
                 "session": {"whoami": {"required_aal": "highest_available"}},
                 "identity": {"default_schema_id": "default", "schemas": []},
                 "hashers": {"algorithm": "bcrypt", "bcrypt": {"cost": 4}},
                 "secrets": {"cookie": ["a secret of the tests only"], "cipher": ["a cipher of the tests only 12345"]}}
                """, ObjectNode.class);
        tree.withObject("/selfservice/methods/code").put("mfa_enabled", codeIsSecondFactor);
        tree.withObject("/oauth2_provider").put("url", ServiceProcess.url(oauth2Port()));
        tree.withArray("/identity/schemas").addObject().put("id", "default").put("url", schema());
        withKeys(tree, "webauthn");
        withKeys(tree, "passkey");
        return tree;
    }

    /** Where tests may have an OAuth2 server listen; they run in another class loader than this class. */
    private static int oauth2Port() {
        return Integer.parseInt(System.getProperties()
                .computeIfAbsent(OAUTH2_PORT, none -> Integer.toString(FreePorts.next()))
                .toString());
    }

    private static void withKeys(ObjectNode tree, String method) {
        ObjectNode party = tree.withObject("/selfservice/methods/" + method)
                .put("enabled", true)
                .withObject("/config/rp");
        party.put("id", "localhost")
                .put("display_name", "Tests")
                .putArray("origins")
                .add("http://localhost:4455");
    }

    private static String schema() {
        String schema = """
                {"$id": "https://schemas.ostiary.test/default.json", "type": "object", "properties": {"traits": {"type": "object",
                 "properties": {"email": {"type": "string", "format": "email", "title": "E-Mail", "ory.sh/kratos": {
                     "credentials": {"password": {"identifier": true}, "code": {"identifier": true, "via": "email"},
                         "webauthn": {"identifier": true}, "passkey": {"display_name": true}},
                     "verification": {"via": "email"}}}},
                 "required": ["email"], "additionalProperties": false}}}
                """;
        return "base64://" + Base64.getEncoder().encodeToString(schema.getBytes(StandardCharsets.UTF_8));
    }

    private static Path write(ObjectNode tree) {
        try {
            return Files.writeString(Files.createTempFile("suite", ".json"), tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (session != null) {
            session.close();
        }
        if (identity != null) {
            identity.close();
        }
    }
}
