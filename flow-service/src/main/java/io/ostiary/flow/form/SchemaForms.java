package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.SchemaBundle;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of all configured identity schemas, read once at start. */
@Singleton
public class SchemaForms {

    private final Map<String, IdentitySchemaForm> byId = new LinkedHashMap<>();
    private final Map<String, Boolean> selectable = new LinkedHashMap<>();
    private final String defaultId;

    SchemaForms(Configuration configuration) {
        defaultId = configuration.optionalText("identity.default_schema_id").orElse("default");
        for (JsonNode entry : configuration.tree("identity.schemas")) {
            String id = entry.path("id").asText();
            try {
                byId.putIfAbsent(
                        id,
                        new IdentitySchemaForm(
                                id, read(configuration, entry.path("url").asText())));
                selectable.putIfAbsent(id, entry.path("selfservice_selectable").asBoolean(false));
            } catch (IOException e) {
                throw new IllegalStateException("identity.schemas: the schema " + id + " can't be read", e);
            }
        }
        if (!byId.containsKey(defaultId)) {
            throw new IllegalStateException("identity.default_schema_id names no schema: " + defaultId);
        }
    }

    private static JsonNode read(Configuration configuration, String url) throws IOException {
        JsonNode schema = Json.MAPPER.readTree(configuration.resources().readText(url));
        return schema instanceof ObjectNode object ? SchemaBundle.of(configuration, url, object) : schema;
    }

    /** Notes which schema a flow was begun with, and shows it in its answers; nothing for the default one. */
    public static void note(Flow flow, @Nullable String id) {
        if (id != null) {
            flow.context().withObject("/shown").put("identity_schema", id);
        }
    }

    /** Whether there is a schema of that id. */
    public boolean knows(String id) {
        return byId.containsKey(id);
    }

    /** The form of that schema; the default one's when the id is null. */
    public IdentitySchemaForm of(@Nullable String id) {
        IdentitySchemaForm form = byId.get(id == null ? defaultId : id);
        if (form == null) {
            throw new ProblemException(new Problem.BadRequest("There is no identity schema of that id."));
        }
        return form;
    }

    /**
     * Checks a schema that a client asks for.
     *
     * @return its id
     * @throws ProblemException when people may not choose it
     */
    public String requireSelectable(String id) {
        // The default schema needs no permission: it is what a client gets that asks for none.
        if (!id.equals(defaultId) && !selectable.getOrDefault(id, false)) {
            throw new ProblemException(
                    new Problem.BadRequest("The identity schema that was asked for can't be chosen here."));
        }
        return id;
    }
}
