package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.Seal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Seals configs where they are stored, under {@code secrets.cipher}: whole where the type's shape
 * says so, else the fields of items that it names. What is sealed opens only in the row of its own
 * identity and type. A sealed config is a JSON string in the place of the object; open ones, which
 * version 0.1.0 wrote, are read as they are and sealed when they are next written.
 */
@Singleton
public class CredentialsSeal {

    private static final String MARK = "sealed:";

    private final List<Secret> secrets;

    public CredentialsSeal(Configuration configuration) {
        this.secrets = configuration.secrets("secrets.cipher");
    }

    /** The config as it is stored. */
    public JsonNode seal(UUID owner, CredentialsType type, JsonNode config) {
        Shape shape = type.shape();
        if (shape.isSealed()) {
            return TextNode.valueOf(MARK + sealOf(owner, type).seal(config.toString()));
        }
        return shape.sealedFields().isEmpty()
                ? config
                : eachField(shape, config, text -> MARK + sealOf(owner, type).seal(text));
    }

    /**
     * The config that was stored.
     *
     * @throws IllegalStateException when it was sealed under a secret that the configuration lacks,
     *     or in another row
     */
    public JsonNode open(UUID owner, CredentialsType type, JsonNode stored) {
        Shape shape = type.shape();
        if (shape.isSealed() && isSealed(stored)) {
            return Json.read(open(owner, type, stored.textValue()), JsonNode.class);
        }
        return shape.sealedFields().isEmpty()
                ? stored
                : eachField(shape, stored, text -> text.startsWith(MARK) ? open(owner, type, text) : text);
    }

    private static boolean isSealed(JsonNode stored) {
        return stored.isTextual() && stored.textValue().startsWith(MARK);
    }

    private String open(UUID owner, CredentialsType type, String text) {
        return sealOf(owner, type)
                .open(text.substring(MARK.length()))
                .orElseThrow(() -> new IllegalStateException(
                        "the " + type + " credentials of identity " + owner + " were sealed under an unknown secret"));
    }

    /** A key for each row, so that nothing sealed can be moved to another. */
    private Seal sealOf(UUID owner, CredentialsType type) {
        return new Seal("ostiary credentials of " + owner + " " + type, secrets);
    }

    private static JsonNode eachField(Shape shape, JsonNode config, UnaryOperator<String> change) {
        if (!config.isObject()) {
            return config;
        }
        List<JsonNode> items = shape.items(config);
        items.replaceAll(item -> item instanceof ObjectNode object ? changed(object, shape, change) : item);
        return shape.withItems(config, items);
    }

    private static JsonNode changed(ObjectNode item, Shape shape, UnaryOperator<String> change) {
        ObjectNode copy = item.deepCopy();
        for (String field : shape.sealedFields()) {
            String text = copy.path(field).asText();
            if (!text.isEmpty()) {
                copy.put(field, change.apply(text));
            }
        }
        return copy;
    }
}
