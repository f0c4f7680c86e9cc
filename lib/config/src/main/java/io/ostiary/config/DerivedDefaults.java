package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Defaults that depend on other keys, so that the schema can't state them. */
final class DerivedDefaults {

    private static final List<String> FLOWS_WITH_PAGE =
            List.of("login", "registration", "settings", "recovery", "verification", "error");

    private static final int USUAL_UI_PORT = 4455;

    private DerivedDefaults() {}

    /** Fills the tree, which has the schema's defaults and is valid. */
    static void apply(ObjectNode tree) {
        baseUrl(tree, "public");
        baseUrl(tree, "admin");
        olderBaseUrl(tree, "public");
        olderBaseUrl(tree, "admin");
        pages(tree);
        secrets(tree);
        inherit(tree, "/session/cookie", "/cookies", "domain");
        inherit(tree, "/session/cookie", "/cookies", "path");
        inherit(tree, "/session/cookie", "/cookies", "same_site");
        ObjectNode session = tree.withObject("/session");
        if (!session.has("earliest_possible_extend")) {
            session.set("earliest_possible_extend", session.get("lifespan"));
        }
        ObjectNode argon2 = tree.withObject("/hashers/argon2");
        if (!argon2.has("parallelism")) {
            argon2.put("parallelism", 2 * Runtime.getRuntime().availableProcessors());
        }
    }

    private static void baseUrl(ObjectNode tree, String listener) {
        ObjectNode serve = tree.withObject("/serve/" + listener);
        if (serve.path("base_url").asText().isEmpty()) {
            boolean tls = serve.path("tls").has("cert");
            String host = serve.path("host").asText();
            // an address to listen on everywhere is none to be reached at
            String reachable = host.isEmpty() || host.equals("0.0.0.0") ? "127.0.0.1" : host;
            serve.put(
                    "base_url",
                    (tls ? "https://" : "http://")
                            + reachable
                            + ":"
                            + serve.path("port").asInt()
                            + "/");
        }
    }

    /** A port of the older contract that is opened is reached at this machine, unless the configuration says otherwise. */
    private static void olderBaseUrl(ObjectNode tree, String listener) {
        if (tree.at("/ostiary/serve/v05/" + listener + "/port").isNumber()) {
            ObjectNode serve = tree.withObject("/ostiary/serve/v05/" + listener);
            if (serve.path("base_url").asText().isEmpty()) {
                serve.put("base_url", "http://127.0.0.1:" + serve.path("port").asInt() + "/");
            }
        }
    }

    private static void pages(ObjectNode tree) {
        JsonNode ui = tree.at("/ostiary/ui");
        String base =
                "http://" + ui.path("host").asText() + ":" + ui.path("port").asInt(USUAL_UI_PORT) + "/";
        for (String flow : FLOWS_WITH_PAGE) {
            ObjectNode section = tree.withObject("/selfservice/flows/" + flow);
            if (!section.has("ui_url")) {
                section.put("ui_url", base + flow);
            }
        }
    }

    /**
     * Without secrets of its own, a purpose takes those of {@code secrets.default}, or of the
     * other.
     */
    private static void secrets(ObjectNode tree) {
        ObjectNode secrets = tree.withObject("/secrets");
        for (String purpose : List.of("cookie", "cipher")) {
            Stream.of(purpose, "default", "cookie", "cipher")
                    .map(secrets::path)
                    .filter(list -> !list.isEmpty())
                    .findFirst()
                    .ifPresent(list -> secrets.set(purpose, list.deepCopy()));
        }
    }

    private static void inherit(ObjectNode tree, String to, String from, String key) {
        JsonNode inherited = tree.at(from + "/" + key);
        ObjectNode section = tree.withObject(to);
        if (!section.has(key) && !inherited.isMissingNode()) {
            section.set(key, inherited);
        }
    }
}
