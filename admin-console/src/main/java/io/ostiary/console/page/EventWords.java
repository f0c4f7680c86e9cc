package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An event in words.
 *
 * @param what what happened; the event's type where there are no words for it
 * @param details how, by what, or why; may be empty
 */
record EventWords(String what, String details) {

    private static final String SECOND_FACTOR = "aal2";

    /** The words for an event of the API. */
    static EventWords of(JsonNode event) {
        JsonNode data = event.path("data");
        String type = event.path("type").asText();
        return switch (type) {
            case "identity.registered" -> new EventWords("Signed up", list(data, "methods"));
            case "identity.created" -> new EventWords("Created by an operator", text(data, "state"));
            case "identity.updated" -> new EventWords("Changed", list(data, "changed"));
            case "identity.state_changed" -> new EventWords("State changed", text(data, "state"));
            case "identity.deleted" -> new EventWords("Deleted", "");
            case "identity.address_verified" -> new EventWords("Address verified", text(data, "via"));
            case "identity.credentials_changed" ->
                new EventWords("Credential " + text(data, "change"), text(data, "credentials_type"));
            case "session.issued" -> new EventWords("Signed in", signIn(data));
            case "session.revoked" -> new EventWords("Session ended", reason(text(data, "reason")));
            case "session.extended" -> new EventWords("Session extended", "until " + text(data, "expires_at"));
            default -> new EventWords(type, "");
        };
    }

    private static String signIn(JsonNode data) {
        String level = text(data, "aal").equals(SECOND_FACTOR) ? "with a second factor" : "";
        return Stream.of(list(data, "methods"), level)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String reason(String reason) {
        return switch (reason) {
            case "logout" -> "signed out";
            case "revoked" -> "by its owner";
            case "admin" -> "by an operator";
            case "identity" -> "the identity was deactivated or deleted";
            default -> reason;
        };
    }

    private static String text(JsonNode data, String name) {
        return data.path(name).asText("").replace('_', ' ');
    }

    private static String list(JsonNode data, String name) {
        return StreamSupport.stream(data.path(name).spliterator(), false)
                .map(each -> each.asText().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
