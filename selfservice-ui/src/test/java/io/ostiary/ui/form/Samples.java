package io.ostiary.ui.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.ui.node.Flow;

/** Flows for tests, node by node. */
public final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode flow = JSON.createObjectNode().put("id", "f1").put("state", "choose_method");
    private final ObjectNode ui = flow.putObject("ui");
    private final ArrayNode messages = ui.putArray("messages");
    private final ArrayNode nodes = ui.putArray("nodes");

    private Samples(String kind) {
        ui.put("action", "http://api.example/self-service/" + kind + "?flow=f1").put("method", "POST");
    }

    /** An empty flow, with its anti-forgery token. */
    public static Samples of(String kind) {
        return new Samples(kind).input("default", "csrf_token", "hidden", "t0ken", 0);
    }

    public Samples with(String key, String value) {
        flow.put(key, value);
        return this;
    }

    public Samples message(long id, String type) {
        messages.add(message(id, type, "server " + id));
        return this;
    }

    /** An input; a label of id 0 is none. */
    public Samples input(String group, String name, String type, String value, long label) {
        ObjectNode node = node("input", group);
        ObjectNode attributes = node.putObject("attributes");
        attributes.put("node_type", "input").put("name", name).put("type", type).put("value", value);
        attributes.put("required", type.equals("password") || name.equals("identifier"));
        if (label != 0) {
            node.putObject("meta").set("label", message(label, "info", "server " + label));
        }
        return this;
    }

    /** Gives the last node attributes, as JSON. */
    public Samples attributes(String json) {
        ObjectNode last = (ObjectNode) nodes.get(nodes.size() - 1);
        ((ObjectNode) last.path("attributes")).setAll((ObjectNode) read(json));
        return this;
    }

    /** Gives the label of the last node a context, as JSON. */
    public Samples context(String json) {
        ObjectNode last = (ObjectNode) nodes.get(nodes.size() - 1);
        ((ObjectNode) last.at("/meta/label")).set("context", read(json));
        return this;
    }

    /** Gives the last node an error. */
    public Samples error(long id) {
        ((ArrayNode) nodes.get(nodes.size() - 1).path("messages")).add(message(id, "error", "server " + id));
        return this;
    }

    /** A node that is no input. */
    public Samples other(String type, String group, String attributes) {
        node(type, group).set("attributes", read(attributes));
        return this;
    }

    public Flow flow() {
        return Flow.of(flow);
    }

    public String json() {
        return flow.toString();
    }

    private ObjectNode node(String type, String group) {
        ObjectNode node = nodes.addObject().put("type", type).put("group", group);
        node.putArray("messages");
        return node;
    }

    private static ObjectNode message(long id, String type, String text) {
        return JSON.createObjectNode().put("id", id).put("type", type).put("text", text);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
