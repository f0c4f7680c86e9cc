package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of one type after an edit. Pure: it knows what the type's shape says, and nothing of
 * methods.
 */
public final class EditedCredentials {

    private EditedCredentials() {}

    /**
     * With that config in place of what there was.
     *
     * @param identifiers what finds the identity by it; none: those that it has
     */
    public static List<Credentials> replaced(
            List<Credentials> all, CredentialsType type, JsonNode config, List<String> identifiers, Instant now) {
        Set<String> names = new LinkedHashSet<>(identifiers);
        if (names.isEmpty() && !type.shape().isLinks()) {
            find(all, type).ifPresent(each -> names.addAll(each.identifiers()));
        }
        if (type.shape().isLinks()) {
            type.shape().items(config).forEach(item -> names.add(type.shape().word(item)));
        }
        return put(all, type, config, List.copyOf(names), now);
    }

    /**
     * With one item more, or another one in the place of that of the same word.
     *
     * @param beside what the config holds beside its items, where it lacks it
     * @param identifiers what finds the identity by it, beside its word
     */
    public static List<Credentials> added(
            List<Credentials> all,
            CredentialsType type,
            JsonNode item,
            JsonNode beside,
            List<String> identifiers,
            Instant now) {
        Optional<Credentials> present = find(all, type);
        Set<String> names = new LinkedHashSet<>(identifiers);
        present.ifPresent(each -> names.addAll(each.identifiers()));
        if (type.shape().isLinks()) {
            names.add(type.shape().word(item));
        }
        ObjectNode config = type.shape().with(present.map(Credentials::config).orElseGet(Json::object), item);
        beside.properties().forEach(field -> config.putIfAbsent(field.getKey(), field.getValue()));
        return put(all, type, config, List.copyOf(names), now);
    }

    /**
     * Without an item, or without the type.
     *
     * @param word the item's word; null: all of the type, which may be nothing
     * @return empty when there is no such item
     */
    public static Optional<List<Credentials>> taken(
            List<Credentials> all, CredentialsType type, @Nullable String word, Instant now) {
        Shape shape = type.shape();
        if (word == null && find(all, type).isEmpty()) {
            return Optional.of(all);
        }
        Optional<Credentials> present = find(all, type)
                .filter(each -> word == null || shape.item(each.config(), word).isPresent());
        return present.map(each -> {
            JsonNode left = word == null
                    ? Json.object()
                    : shape.without(each.config(), item -> shape.word(item).equals(word));
            return shape.items(left).isEmpty() && !shape.isLinks()
                    ? without(all, type)
                    : put(all, type, left, shape.isLinks() ? words(shape, left) : each.identifiers(), now);
        });
    }

    private static List<String> words(Shape shape, JsonNode config) {
        return shape.items(config).stream().map(shape::word).toList();
    }

    private static Optional<Credentials> find(List<Credentials> all, CredentialsType type) {
        return all.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    private static List<Credentials> without(List<Credentials> all, CredentialsType type) {
        return all.stream().filter(each -> !each.type().equals(type)).toList();
    }

    private static List<Credentials> put(
            List<Credentials> all, CredentialsType type, JsonNode config, List<String> identifiers, Instant now) {
        List<Credentials> result = new ArrayList<>(without(all, type));
        result.add(find(all, type)
                .map(each -> each.with(config, identifiers, now))
                .orElseGet(() -> Credentials.of(type, identifiers, config, now)));
        return List.copyOf(result);
    }
}
