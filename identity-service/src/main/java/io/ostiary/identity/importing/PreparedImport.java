package io.ostiary.identity.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.Shape;
import io.ostiary.identity.importing.ImportParts.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from elsewhere whose password is hashed already. What is left is pure: putting them
 * in with those that an identity has. What is one thing, such as a password, replaces; the items of
 * a list are added.
 *
 * @param body what was sent, or null
 * @param passwordHash of the password, or null
 */
public record PreparedImport(
        @Nullable ImportBody body, @Nullable String passwordHash) {

    /** Whether there is nothing to import. */
    public boolean isEmpty() {
        return body == null;
    }

    /**
     * The identity's credentials after the import.
     *
     * @param owner the identity
     * @param present what it has
     * @throws ProblemException when a part can't be read, or a provider link is there already
     */
    public List<Credentials> into(List<Credentials> present, UUID owner, Instant now) {
        if (body == null) {
            return present;
        }
        List<Credentials> result = new ArrayList<>(present);
        if (body.password() != null) {
            merge(result, new Part(CredentialsType.PASSWORD, List.of(), passwordConfig(), List.of()), now);
        }
        ImportParts.of(body, owner).forEach(part -> merge(result, part, now));
        return List.copyOf(result);
    }

    private ObjectNode passwordConfig() {
        return passwordHash == null
                ? Json.object().put("use_password_migration_hook", true)
                : Json.object().put("hashed_password", passwordHash);
    }

    private static void merge(List<Credentials> result, Part part, Instant now) {
        Optional<Credentials> before =
                result.stream().filter(each -> each.type().equals(part.type())).findFirst();
        List<String> identifiers =
                new ArrayList<>(before.map(Credentials::identifiers).orElse(List.of()));
        identifiers.addAll(part.identifiers());
        JsonNode config = part.type().shape().isList()
                ? withItems(before.map(Credentials::config).orElseGet(Json::object), part, identifiers)
                : part.rest();
        result.add(before.map(each -> each.with(config, identifiers, now))
                .orElseGet(() -> Credentials.of(part.type(), identifiers, config, now)));
        before.ifPresent(result::remove);
    }

    private static JsonNode withItems(JsonNode present, Part part, List<String> identifiers) {
        Shape shape = part.type().shape();
        ObjectNode config = shape.withItems(present, shape.items(present));
        config.setAll(shape.withItems(part.rest(), shape.items(present)));
        ObjectNode all = config;
        for (JsonNode item : part.items()) {
            if (shape.isLinks() && identifiers.contains(shape.word(item))) {
                throw new ProblemException(new Problem.Conflict("The identity has such a provider link already."));
            }
            if (shape.isLinks()) {
                identifiers.add(shape.word(item));
            }
            all = shape.with(all, item);
        }
        return all;
    }
}
