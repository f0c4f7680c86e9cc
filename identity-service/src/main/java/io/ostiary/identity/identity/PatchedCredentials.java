package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsRemoval;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.Shape;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.migration.MigrationHook;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads back the credentials that a JSON Patch changed, by the rules of an import: nothing gets in
 * that nobody could sign in with, or that shows a secret; and nothing is taken away that {@code
 * DELETE} wouldn't take. What the patch left alone isn't judged. Pure.
 */
@Singleton
class PatchedCredentials {

    private static final String CLEAR = "password";
    private static final Set<String> KEYS =
            Set.of("type", "identifiers", "config", "version", "created_at", "updated_at");

    private final CredentialsRemoval removal;
    private final PatchedPassword password;

    PatchedCredentials(CredentialsRemoval removal, PasswordHashes hashes, MigrationHook hook) {
        this.removal = removal;
        this.password = new PatchedPassword(hashes, hook::isUsable);
    }

    /** The password in clear that a patch brought, which has to be hashed first. */
    static Optional<Secret> clearPassword(JsonNode document) {
        JsonNode clear = document.path("credentials")
                .path(CredentialsType.PASSWORD.wire())
                .path("config")
                .path(CLEAR);
        return clear.isTextual() && !clear.textValue().isEmpty()
                ? Optional.of(Secret.of(clear.textValue()))
                : Optional.empty();
    }

    /**
     * The identity's credentials after the patch.
     *
     * @param said the document's credentials
     * @param hash of the password in clear that the patch brought, or null
     * @throws ProblemException that names the key, when they can't be used so
     */
    List<Credentials> read(Identity identity, JsonNode said, @Nullable String hash, Instant now) {
        if (!said.isObject() && !isNone(said)) {
            throw refused("credentials", "is an object.");
        }
        List<Credentials> kept = identity.credentials();
        for (Credentials each : identity.credentials()) {
            if (each.type().isKnown() && isTaken(each, said.path(each.type().wire()))) {
                kept = removal.without(kept, each.type().wire(), null, now);
            }
        }
        for (Map.Entry<String, JsonNode> each : said.properties()) {
            CredentialsType type = type(each.getKey());
            Optional<Credentials> before = identity.credentials(type);
            if (before.filter(credentials -> isTaken(credentials, each.getValue()))
                    .isEmpty()) {
                kept = put(kept, credentials(before, type, each.getValue(), hash, now));
            }
        }
        return kept;
    }

    /** Whether the patch left nothing of them. */
    private static boolean isTaken(Credentials before, JsonNode said) {
        return isNone(said) || !before.config().isEmpty() && isEmpty(said.path("config"));
    }

    private static boolean isEmpty(JsonNode config) {
        return isNone(config) || config.isObject() && config.isEmpty();
    }

    private static boolean isNone(JsonNode said) {
        return said.isMissingNode() || said.isNull();
    }

    private static CredentialsType type(String name) {
        return CredentialsType.find(name)
                .orElseThrow(() -> refused("credentials." + name, "is no type of credentials."));
    }

    private Credentials credentials(
            Optional<Credentials> before, CredentialsType type, JsonNode said, @Nullable String hash, Instant now) {
        String at = "credentials." + type.wire();
        if (!said.isObject() || !said.path("type").asText().equals(type.wire())) {
            throw refused(at + ".type", "is " + type.wire() + ".");
        }
        said.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw refused(at + "." + key, "is no known key.");
            }
        });
        List<String> identifiers = identifiers(before, type, said.path("identifiers"), at + ".identifiers");
        JsonNode present = before.map(Credentials::config).orElseGet(Json::object);
        JsonNode config = isNone(said.path("config")) ? present : said.path("config");
        JsonNode checked = config.equals(present) ? present : checked(type, present, config, hash, at + ".config");
        return before.map(each -> each.with(checked, identifiers, now))
                .orElseGet(() -> Credentials.of(type, identifiers, checked, now));
    }

    private JsonNode checked(CredentialsType type, JsonNode present, JsonNode said, @Nullable String hash, String at) {
        if (!(said instanceof ObjectNode config)) {
            throw refused(at, "is an object.");
        }
        if (type.equals(CredentialsType.PASSWORD)) {
            return password.checked(present, config, hash, at);
        }
        Shape shape = type.shape();
        if (shape.isNone()) {
            throw refused("credentials." + type.wire(), "can't be set.");
        }
        if (shape.isList()) {
            checkItems(shape, config, at);
        } else if (shape.text(config).isEmpty()) {
            throw refused(at + "." + shape.place(), "is a text that isn't empty.");
        }
        return config;
    }

    private static void checkItems(Shape shape, ObjectNode config, String at) {
        JsonNode list = config.path(shape.place());
        if (!list.isArray()) {
            throw refused(at + "." + shape.place(), "is a list.");
        }
        Set<String> words = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String place = at + "." + shape.place() + "." + i;
            if (!list.get(i).isObject() || !shape.isNamed(list.get(i))) {
                throw refused(place, "is an object with " + String.join(" and ", shape.fields()) + ".");
            }
            if (!words.add(shape.word(list.get(i)))) {
                throw refused(place, "is there twice.");
            }
        }
    }

    private static List<String> identifiers(
            Optional<Credentials> before, CredentialsType type, JsonNode said, String at) {
        if (isNone(said)) {
            return before.map(Credentials::identifiers).orElse(List.of());
        }
        List<String> identifiers = new ArrayList<>();
        said.forEach(each -> {
            if (!each.isTextual() || each.textValue().isBlank()) {
                throw refused(at, "is a list of texts that aren't empty.");
            }
            identifiers.add(
                    type.shape().isComparedAsGiven() ? each.textValue() : Identifiers.normalise(each.textValue()));
        });
        if (!said.isArray()) {
            throw refused(at, "is a list of texts.");
        }
        return identifiers;
    }

    private static List<Credentials> put(List<Credentials> all, Credentials changed) {
        List<Credentials> result = new ArrayList<>(all);
        result.removeIf(each -> each.type().equals(changed.type()));
        result.add(changed);
        return List.copyOf(result);
    }

    static ProblemException refused(String at, String reason) {
        return new ProblemException(new Problem.BadRequest("The JSON Patch leaves no identity. " + at + " " + reason));
    }
}
