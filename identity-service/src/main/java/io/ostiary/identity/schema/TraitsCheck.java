package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.input.Numbers;
import io.ostiary.internal.identity.Complaint;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates traits by an identity schema and collects identifiers and addresses from them. Pure.
 */
@Singleton
public class TraitsCheck {

    /** Validation grows faster than the document in places, and anybody may send one. */
    private static final int MOST_VALUES = 10_000;

    /**
     * What the schema makes of the traits.
     *
     * @param traits as submitted; null stands for an empty object
     */
    public TraitsFinding check(IdentitySchema schema, @Nullable JsonNode traits) {
        if (traits != null && values(traits, MOST_VALUES) < 0) {
            return new TraitsFinding(
                    Json.object(), List.of(Complaints.tooMany(MOST_VALUES)), Map.of(), Set.of(), Set.of(), Set.of());
        }
        ObjectNode document = Json.object();
        document.set("traits", traits == null || traits.isNull() ? Json.object() : Numbers.plain(traits.deepCopy()));
        PhoneTraits.normalise(schema.whole(), document);
        List<Error> errors = schema.compiled().validate(document);
        if (!errors.isEmpty()) {
            return refused(document, Complaints.of(errors));
        }
        TraitsWalk walk = new TraitsWalk(schema);
        walk.walk(document);
        return walk.complaints().isEmpty()
                ? walk.finding(document.get("traits"))
                : refused(document, walk.complaints());
    }

    private static TraitsFinding refused(ObjectNode document, List<Complaint> complaints) {
        return new TraitsFinding(document.get("traits"), complaints, Map.of(), Set.of(), Set.of(), Set.of());
    }

    /** How many values more there may be after these; below 0 when there are too many. */
    private static int values(JsonNode node, int left) {
        int rest = left - 1;
        for (JsonNode each : node) {
            if (rest < 0) {
                return rest;
            }
            rest = values(each, rest);
        }
        return rest;
    }
}
