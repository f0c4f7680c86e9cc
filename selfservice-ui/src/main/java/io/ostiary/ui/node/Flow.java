package io.ostiary.ui.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A flow as the public API gives it: state, form and the rest as JSON.
 *
 * @param id the flow's id
 * @param state {@code choose_method}, {@code sent_email}, {@code passed_challenge}, {@code
 *     show_form} or {@code success}
 * @param action address that the form posts to
 * @param method HTTP method of the form
 * @param messages what is to be said about the whole
 * @param nodes the form
 * @param json all of it
 */
public record Flow(
        String id,
        String state,
        String action,
        String method,
        List<Message> messages,
        List<Node> nodes,
        JsonNode json) {

    public Flow {
        messages = List.copyOf(messages);
        nodes = List.copyOf(nodes);
    }

    /** Reads a flow. */
    public static Flow of(JsonNode json) {
        JsonNode ui = json.path("ui");
        List<Node> nodes = new ArrayList<>();
        ui.path("nodes").forEach(each -> nodes.add(Node.of(each)));
        return new Flow(
                json.path("id").asText(),
                json.path("state").asText(""),
                ui.path("action").asText(),
                ui.path("method").asText("POST"),
                Node.messages(ui.path("messages")),
                nodes,
                json);
    }

    /**
     * Reads a flow of the current contract or of version 0.5.
     *
     * @param kind {@code login}, {@code registration}, {@code verification}, {@code recovery} or {@code settings}
     */
    public static Flow of(String kind, JsonNode json) {
        return OlderFlow.is(json) ? OlderFlow.of(kind, json) : of(json);
    }

    /** Address that the form of a method posts to; in version 0.5 of the contract each has its own. */
    public String action(String group) {
        return text("/methods/" + group + "/config/action").orElse(action);
    }

    /** A text at a place of the JSON, such as {@code /requested_aal}. */
    public Optional<String> text(String place) {
        JsonNode value = json.at(place);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    public boolean isRefresh() {
        return json.path("refresh").asBoolean(false) || json.path("forced").asBoolean(false);
    }

    /** Whether the second factor is asked for. */
    public boolean isSecondFactor() {
        return text("/requested_aal").filter("aal2"::equals).isPresent();
    }

    /** Whether a message of that id is about the whole. */
    public boolean says(long id) {
        return messages.stream().anyMatch(each -> each.id() == id);
    }

    /** Nodes that fit, in the server's order. */
    public Stream<Node> find(Predicate<Node> fits) {
        return nodes.stream().filter(fits);
    }

    /** Whether a one-time code is to be entered. */
    public boolean asksForCode() {
        return find(each -> each.isField()
                        && each.group().equals("code")
                        && each.name().equals("code"))
                .findAny()
                .isPresent();
    }

    public boolean hasErrors() {
        return Stream.concat(messages.stream(), nodes.stream().flatMap(each -> each.messages().stream()))
                .anyMatch(Message::isError);
    }
}
