package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.StartRealServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts the services beside flow-service and a receiver, and gives flow-service its hooks. */
public final class StartHookedServices implements QuarkusTestResourceLifecycleManager {

    static final String OLD_KEY = "whsec_" + base64("the old key of the tests, 32 byte");
    static final String NEW_KEY = "whsec_" + base64("the new key of the tests, 32 byte");

    private static Receiver receiver;

    private final StartRealServices services = new StartRealServices();

    /** The one receiver. */
    static Receiver receiver() {
        return receiver;
    }

    @Override
    public Map<String, String> start() {
        receiver = new Receiver(0);
        Map<String, String> settings = new HashMap<>(services.start());
        settings.put(
                "ostiary.config",
                configured(Path.of(settings.get("ostiary.config"))).toString());
        return settings;
    }

    private static Path configured(Path file) {
        try {
            ObjectNode tree = Json.read(Files.readString(file), ObjectNode.class);
            tree.withObject("/ostiary/webhooks")
                    .put("deadline", "2s")
                    .put("attempts", 2)
                    .withArray("/signing")
                    .add(NEW_KEY)
                    .add(OLD_KEY);
            ObjectNode flows = tree.withObject("/selfservice/flows");
            hook(flows.withArray("/login/before/hooks"), "/before-login", "{ flow: ctx.flow.id, all: ctx }");
            hook(flows.withArray("/login/after/password/hooks"), "/guard", "{ all: ctx }")
                    .putObject("response")
                    .put("parse", true);
            told(flows.withArray("/login/after/password/hooks"), "told", "/told");
            hook(flows.withArray("/registration/after/password/hooks"), "/sign-up", "{ all: ctx }")
                    .putObject("response")
                    .put("parse", true);
            hook(flows.withArray("/registration/after/password/hooks"), "/signed-up", "{ all: ctx }");
            flows.withArray("/registration/after/password/hooks").addObject().put("hook", "session");
            hook(flows.withArray("/settings/after/profile/hooks"), "/change", "{ all: ctx }")
                    .putObject("response")
                    .put("parse", true);
            flows.withArray("/settings/after/profile/hooks").insertObject(0).put("hook", "verify_new_address");
            flows.withObject("/recovery").put("enabled", true);
            hook(
                    flows.withArray("/recovery/before/hooks"),
                    "/never",
                    "local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); { x: fib(60) }");
            return Files.writeString(Files.createTempFile("hooked", ".json"), tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void told(ArrayNode hooks, String id, String path) {
        hook(hooks, path, "{ who: ctx.identity.traits.email }")
                .put("id", id)
                .putObject("response")
                .put("ignore", true);
    }

    private static ObjectNode hook(ArrayNode hooks, String path, String body) {
        ObjectNode config = hooks.addObject().put("hook", "web_hook").putObject("config");
        return config.put("url", receiver.url() + path)
                .put("method", "POST")
                .put("body", "base64://" + base64("function(ctx) " + body));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void stop() {
        services.stop();
        if (receiver != null) {
            receiver.close();
        }
    }
}
