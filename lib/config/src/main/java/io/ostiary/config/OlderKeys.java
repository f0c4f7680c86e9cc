package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads files that are written in the keys of version 0.5.4 of the reference (its schema: {@code config.schema.json} at that
 * version). They are known by {@code version: v0.5}, or an older one, or by a key that only they have. What they leave out
 * means what it meant then.
 */
final class OlderKeys {

    private static final Pattern VERSION = Pattern.compile("v0\\.[0-5](\\..*)?");
    private static final Set<String> HOOKS_THAT_ARE_GONE = Set.of("verify", "redirect");
    private static final List<String> FLOWS = List.of("login", "registration", "settings", "recovery", "verification");

    private final ObjectNode tree;
    private final List<String> lines = new ArrayList<>();

    private OlderKeys(ObjectNode tree) {
        this.tree = tree;
    }

    /** Whether a file is written in those keys. */
    static boolean areIn(ObjectNode tree) {
        return VERSION.matcher(tree.path("version").asText()).matches()
                || tree.path("identity").has("default_schema_url")
                || tree.path("selfservice").has("whitelisted_return_urls");
    }

    /**
     * Writes a tree in today's keys, in place; any other is left as it is.
     *
     * @return a line for each key that has a newer name
     */
    static List<String> translate(ObjectNode tree) {
        return areIn(tree) ? new OlderKeys(tree).translate() : List.of();
    }

    private List<String> translate() {
        schema();
        returnUrls();
        providers();
        hashers();
        methods();
        FLOWS.forEach(this::hooks);
        putIfAbsent(section(tree, "ostiary"), "compatibility", "v0.5");
        return List.copyOf(lines);
    }

    private void schema() {
        ObjectNode identity = section(tree, "identity");
        JsonNode url = identity.remove("default_schema_url");
        if (url != null) {
            ArrayNode schemas = identity.withArray("schemas");
            schemas.insertObject(0).put("id", "default").set("url", url);
            putIfAbsent(identity, "default_schema_id", "default");
            say("identity.default_schema_url", "identity.schemas, with the id default");
        }
    }

    private void returnUrls() {
        ObjectNode selfservice = section(tree, "selfservice");
        JsonNode urls = selfservice.remove("whitelisted_return_urls");
        if (urls != null) {
            selfservice.set("allowed_return_urls", urls);
            say("selfservice.whitelisted_return_urls", "selfservice.allowed_return_urls");
        }
    }

    private void providers() {
        for (JsonNode each : tree.at("/selfservice/methods/oidc/config/providers")) {
            if (each instanceof ObjectNode provider && provider.has("tenant")) {
                provider.set("microsoft_tenant", provider.remove("tenant"));
                say("selfservice.methods.oidc.config.providers.tenant", "microsoft_tenant");
            }
        }
    }

    /** Argon2 was the only algorithm, and its memory a number of KiB. */
    private void hashers() {
        ObjectNode hashers = section(tree, "hashers");
        putIfAbsent(hashers, "algorithm", "argon2");
        if (hashers.path("argon2") instanceof ObjectNode argon2
                && argon2.path("memory").isNumber()) {
            argon2.put("memory", argon2.get("memory").asLong() + "KB");
            say("hashers.argon2.memory as a number of KiB", "a size, such as 128MB");
        }
    }

    /** Letters had links in them, and passwords at least six characters. */
    private void methods() {
        ObjectNode methods = section(section(tree, "selfservice"), "methods");
        putIfAbsent(section(methods, "link"), "enabled", true);
        putIfAbsent(section(methods, "code"), "enabled", false);
        ObjectNode password = section(section(methods, "password"), "config");
        if (!password.has("min_password_length")) {
            password.put("min_password_length", 6);
        }
        for (String flow : List.of("recovery", "verification")) {
            putIfAbsent(section(section(section(tree, "selfservice"), "flows"), flow), "use", "link");
        }
    }

    private void hooks(String flow) {
        JsonNode after = tree.at("/selfservice/flows/" + flow + "/after");
        hooks(after);
        after.forEach(this::hooks);
    }

    private void hooks(JsonNode place) {
        for (Iterator<JsonNode> each = place.path("hooks").iterator(); each.hasNext(); ) {
            String hook = each.next().path("hook").asText();
            if (HOOKS_THAT_ARE_GONE.contains(hook)) {
                each.remove();
                lines.add("the hook " + hook + " is left out: what it did is done without it");
            }
        }
    }

    private void say(String older, String newer) {
        lines.add(older + " has a newer name: " + newer);
    }

    private static ObjectNode section(ObjectNode parent, String name) {
        return parent.withObjectProperty(name);
    }

    private static void putIfAbsent(ObjectNode section, String name, String value) {
        if (!section.has(name)) {
            section.put(name, value);
        }
    }

    private static void putIfAbsent(ObjectNode section, String name, boolean value) {
        if (!section.has(name)) {
            section.put(name, value);
        }
    }
}
