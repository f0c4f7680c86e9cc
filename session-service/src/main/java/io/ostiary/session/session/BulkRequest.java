package io.ostiary.session.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.session.revocation.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The body of {@code manageSessions}: what to do with which sessions.
 *
 * @param delete whether the sessions are deleted, or only disabled
 * @param selection which
 * @param wildcard whether any session is meant, a batch at a time
 */
record BulkRequest(boolean delete, Selection selection, boolean wildcard) {

    /**
     * How many sessions one call of the wildcard ends; the caller repeats it while there are more.
     */
    static final int BATCH = 1_000;

    private static final int IDS_AT_MOST = 500;
    private static final String ALL = "*";

    /**
     * Reads the body. @throws ProblemException {@link Problem.BadRequest} when it isn't one the
     * contract allows
     */
    static BulkRequest parse(String json) {
        JsonNode body = tree(json);
        boolean delete = switch (body.path("action").asText("")) {
            case "delete" -> true;
            case "disable" -> false;
            default -> throw refused("action must be disable or delete.");
        };
        List<String> identities = texts(body, "identities");
        List<String> sessions = texts(body, "sessions");
        if (identities.isEmpty() == sessions.isEmpty()) {
            throw refused("Name identities or sessions, one of them.");
        }
        if (identities.equals(List.of(ALL))) {
            return new BulkRequest(delete, new Selection.Any(BATCH, !delete), true);
        }
        Selection selection = identities.isEmpty()
                ? new Selection.Several(ids("sessions", sessions))
                : new Selection.OfIdentities(ids("identities", identities));
        return new BulkRequest(delete, selection, false);
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode body = json == null ? null : Json.ofClient(json.getBytes(StandardCharsets.UTF_8));
            if (body == null || !body.isObject()) {
                throw refused("The body must be a JSON object.");
            }
            return body;
        } catch (IOException e) {
            throw refused("The body is not JSON.");
        }
    }

    private static List<String> texts(JsonNode body, String field) {
        JsonNode list = body.path(field);
        if (!list.isArray() && !list.isNull() && !list.isMissingNode()) {
            throw refused(field + " must be a list.");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.isTextual() ? each.textValue() : ""));
        return texts;
    }

    private static List<UUID> ids(String field, List<String> texts) {
        if (texts.size() > IDS_AT_MOST) {
            throw refused(field + " holds " + IDS_AT_MOST + " ids at most.");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!ListRequest.isId(texts.get(i))) {
                throw refused(field + "." + i + " is a UUID.");
            }
        }
        return texts.stream().map(UUID::fromString).toList();
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
