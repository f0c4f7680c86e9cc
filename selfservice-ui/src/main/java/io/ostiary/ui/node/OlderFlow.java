package io.ostiary.ui.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads flows of version 0.5 of the contract: forms come by method ({@code methods.<method>.config.fields}), without labels,
 * purposes and buttons, which are added here, so that the pages draw them like any other.
 */
final class OlderFlow {

    private static final String CSRF = "csrf_token";
    private static final String PASSWORD = "password";
    private static final String TRAITS = "traits.";

    private static final long PASSWORD_LABEL = 1070001;
    private static final long TITLE = 1070002;
    private static final long EMAIL = 1070007;
    private static final long SIGN_IN = 1010001;
    private static final long CREATE_ACCOUNT = 1040001;
    private static final long SAVE = 1070003;
    private static final long CONTINUE = 1070009;
    private static final long SAVED = 1050001;
    private static final long REASON = 4000001;
    private static final long PASSWORD_REFUSED = 4000005;
    private static final long VERIFICATION_SENT = 1080001;

    /** Number of the message that a letter to verify an address was sent, in version 0.5; today a label has it. */
    private static final long OLDER_VERIFICATION_SENT = 1070002;

    private final String kind;
    private final JsonNode older;
    private final ObjectNode json;
    private final ArrayNode nodes;
    private final ArrayNode messages;

    private OlderFlow(String kind, JsonNode older) {
        this.kind = kind;
        this.older = older;
        this.json = older.deepCopy();
        ObjectNode ui = json.putObject("ui").put("method", "POST");
        this.messages = ui.putArray("messages");
        this.nodes = ui.putArray("nodes");
    }

    /** Whether a flow is one of version 0.5. */
    static boolean is(JsonNode json) {
        return json.isObject() && json.has("methods") && !json.has("ui");
    }

    /**
     * Reads a flow.
     *
     * @param kind {@code login}, {@code registration}, {@code verification}, {@code recovery} or {@code settings}
     */
    static Flow of(String kind, JsonNode older) {
        return new OlderFlow(kind, older).read();
    }

    private Flow read() {
        Set<JsonNode> said = new LinkedHashSet<>();
        older.path("messages").forEach(said::add);
        older.path("methods").fields().forEachRemaining(each -> {
            JsonNode config = each.getValue().path("config");
            config.path("messages").forEach(said::add);
            config.path("fields").forEach(field -> add(each.getKey(), field));
            button(each.getKey());
        });
        said.forEach(each -> messages.add(message(each)));
        Flow flow = Flow.of(json);
        // Version 0.5 says so by the state alone, and goes on to do so when a later change is refused.
        if (kind.equals("settings") && flow.state().equals("success") && said.isEmpty() && !flow.hasErrors()) {
            messages.addObject().put("id", SAVED).put("type", "success").put("text", "Your changes are saved.");
            return Flow.of(json);
        }
        return flow;
    }

    private void add(String method, JsonNode field) {
        String name = field.path("name").asText();
        if (name.equals(CSRF) && has(CSRF)) {
            return;
        }
        ObjectNode node = node(group(method, name));
        ObjectNode attributes = node.withObjectProperty("attributes");
        attributes.setAll((ObjectNode) field.deepCopy());
        attributes.remove("messages");
        if (name.startsWith(TRAITS) && !attributes.has("required")) {
            // Version 0.5 says of no trait whether it may be left out.
            attributes.putNull("required");
        }
        purpose(name, attributes);
        field.path("messages")
                .forEach(each -> node.withArrayProperty("messages").add(message(each)));
        if (!field.path("type").asText().equals("hidden")) {
            label(node, name);
        }
    }

    private boolean has(String name) {
        for (JsonNode node : nodes) {
            if (node.path("attributes").path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Fields that the current contract shares between methods come first. */
    private String group(String method, String name) {
        boolean shared = (kind.equals("login") || kind.equals("registration")) && !name.equals(PASSWORD);
        return shared || name.equals(CSRF) ? "default" : method;
    }

    private void purpose(String name, ObjectNode attributes) {
        switch (name) {
            case PASSWORD -> attributes.put("autocomplete", kind.equals("login") ? "current-password" : "new-password");
            case "email" -> attributes.put("autocomplete", "email");
            default -> {
                // The pages know usual names.
            }
        }
    }

    private void button(String method) {
        ObjectNode node = node(method);
        node.putObject("attributes").put("name", "method").put("type", "submit").put("value", method);
        long label = switch (kind) {
            case "login" -> SIGN_IN;
            case "registration" -> CREATE_ACCOUNT;
            case "settings" -> SAVE;
            default -> CONTINUE;
        };
        label(node, label, method);
    }

    private ObjectNode node(String group) {
        ObjectNode node = nodes.addObject().put("type", "input").put("group", group);
        node.putArray("messages");
        return node;
    }

    private static void label(ObjectNode node, String name) {
        if (name.startsWith(TRAITS)) {
            label(node, TITLE, title(name))
                    .putObject("context")
                    .put("name", name)
                    .put("title", title(name));
        } else if (name.equals(PASSWORD)) {
            label(node, PASSWORD_LABEL, name);
        } else if (name.equals("email")) {
            label(node, EMAIL, name);
        }
    }

    private static ObjectNode label(ObjectNode node, long id, String text) {
        return node.withObjectProperty("meta")
                .putObject("label")
                .put("id", id)
                .put("type", "info")
                .put("text", text);
    }

    /** What a trait is called by its path: {@code traits.name.first} is <i>First name</i>. */
    static String title(String name) {
        String[] parts = name.substring(TRAITS.length()).split("\\.");
        String last = parts[parts.length - 1];
        boolean alone = parts.length < 2 || last.chars().allMatch(Character::isDigit);
        String words = (alone ? parts[0] + (parts.length < 2 ? "" : " " + last) : last + " " + parts[parts.length - 2])
                .replace('_', ' ')
                .strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static JsonNode message(JsonNode older) {
        ObjectNode message = older.deepCopy();
        long id = older.path("id").asLong();
        if (id == OLDER_VERIFICATION_SENT) {
            message.put("id", VERIFICATION_SENT);
        } else if (id == REASON) {
            // Nothing but the server's words: there is no text to say it in another language.
            message.put("id", 0);
        } else if (id == PASSWORD_REFUSED) {
            // The reason is a sentence there, and the end of one here.
            String reason = older.at("/context/reason").asText("");
            message.withObjectProperty("context").put("reason", reason.replaceFirst("\\.$", ""));
        }
        return message;
    }
}
