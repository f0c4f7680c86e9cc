package io.ostiary.identity.credentials;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of credentials without knowing their method: whether their config is one thing
 * or a list of items, what tells an item apart, and what they are worth. Immutable; each word of the
 * line gives another shape. Pure.
 */
public final class Shape {

    /** What the admin side may take away. */
    public enum Removal {
        /** Nothing. */
        NEVER,
        /** The whole type, at any time. */
        WHOLE,
        /** Items that are second factors, at any time. */
        SECOND_FACTORS,
        /** One item by its word, but not the last first factor. */
        ITEM,
        /** The config, but not the identifiers, and not the last first factor. */
        CONFIG
    }

    private final JsonPointer at;
    private final boolean list;
    private List<String> by = List.of("id");
    private boolean first;
    private boolean second;
    private @Nullable String firstIf;
    private boolean byIdentifiers;
    private boolean identified;
    private boolean links;
    private boolean asGiven;
    private boolean named;
    private boolean listed;
    private boolean sealed;
    private boolean followsTraits;
    private boolean secret;
    private @Nullable String everybodyIf;
    private @Nullable String orFlag;
    private @Nullable String flagCountsIf;
    private List<String> sealedFields = List.of();
    private Removal removal = Removal.NEVER;

    private Shape(String pointer, boolean list) {
        this.at = JsonPointer.compile(pointer);
        this.list = list;
    }

    private Shape copy(Consumer<Shape> change) {
        Shape copy = new Shape(at.toString(), list);
        copy.by = by;
        copy.first = first;
        copy.second = second;
        copy.firstIf = firstIf;
        copy.byIdentifiers = byIdentifiers;
        copy.identified = identified;
        copy.links = links;
        copy.asGiven = asGiven;
        copy.named = named;
        copy.listed = listed;
        copy.sealed = sealed;
        copy.followsTraits = followsTraits;
        copy.secret = secret;
        copy.everybodyIf = everybodyIf;
        copy.orFlag = orFlag;
        copy.flagCountsIf = flagCountsIf;
        copy.sealedFields = sealedFields;
        copy.removal = removal;
        change.accept(copy);
        return copy;
    }

    /** Never usable: a word of the contract, or of a version that this one doesn't know. */
    public static Shape none() {
        return new Shape("/", true);
    }

    /**
     * One thing.
     *
     * @param pointer where its text lies in the config (RFC 6901)
     */
    public static Shape single(String pointer) {
        return new Shape(pointer, false).removal(Removal.WHOLE);
    }

    /**
     * A list of items.
     *
     * @param pointer where the list lies in the config: {@code /} and the name of a field
     */
    public static Shape list(String pointer) {
        return new Shape(pointer, true).removal(Removal.WHOLE);
    }

    /** The fields of an item whose texts, joined by a colon, are its word; {@code id} unless said. */
    public Shape by(String... fields) {
        return copy(shape -> shape.by = List.of(fields));
    }

    /** It opens an account: each item, or the one thing. */
    public Shape first() {
        return copy(shape -> shape.first = true);
    }

    /** It is what a session can step up with. */
    public Shape second() {
        return copy(shape -> shape.second = true);
    }

    /** An item with that field is a first factor, one without is a second. */
    public Shape firstIf(String field) {
        return copy(shape -> shape.firstIf = field);
    }

    /** As a first factor it counts only with an identifier. */
    public Shape identified() {
        return copy(shape -> shape.identified = true);
    }

    /** Its identifiers follow the traits, and to have one is enough to use it. */
    public Shape followsTraits() {
        return copy(shape -> {
            shape.byIdentifiers = true;
            shape.followsTraits = true;
        });
    }

    /** Counts as one first factor more of everybody where that key of the configuration is true. */
    public Shape everybodyIf(String key) {
        return copy(shape -> shape.everybodyIf = key);
    }

    /** Where that key of the configuration is true, a true value at the pointer will do too. */
    public Shape orFlag(String pointer, String key) {
        return copy(shape -> {
            shape.orFlag = pointer;
            shape.flagCountsIf = key;
        });
    }

    /** Each item's word is an identifier, which is somebody else's name for the person. */
    public Shape links() {
        return copy(shape -> {
            shape.links = true;
            shape.asGiven = true;
        });
    }

    /** Identifiers are compared as given, not normalised. */
    public Shape comparedAsGiven() {
        return copy(shape -> shape.asGiven = true);
    }

    /** Named to people who try to register with something that is taken. */
    public Shape named() {
        return copy(shape -> shape.named = true);
    }

    /** The admin side finds identities by its identifiers. */
    public Shape listed() {
        return copy(shape -> shape.listed = true);
    }

    /** The config is sealed where it is stored. */
    public Shape sealed() {
        return copy(shape -> shape.sealed = true);
    }

    /** These fields of each item are sealed where they are stored. */
    public Shape sealing(String... fields) {
        return copy(shape -> shape.sealedFields = List.of(fields));
    }

    /** The config doesn't leave this service but on the admin side, nor is it set from outside. */
    public Shape secret() {
        return copy(shape -> shape.secret = true);
    }

    /** What the admin side may take away. */
    public Shape removal(Removal what) {
        return copy(shape -> shape.removal = what);
    }

    /**
     * Whether there is something to sign in with, more than a reserved identifier.
     *
     * @param on whether a key of the configuration is true
     */
    boolean isUsable(Credentials credentials, Predicate<String> on) {
        if (byIdentifiers || identified && !list) {
            return !credentials.identifiers().isEmpty() && (byIdentifiers || holds(credentials, on));
        }
        return holds(credentials, on);
    }

    private boolean holds(Credentials credentials, Predicate<String> on) {
        JsonNode config = credentials.config();
        if (list) {
            return !items(config).isEmpty();
        }
        return !config.at(at).asText().isEmpty()
                || orFlag != null
                        && flagCountsIf != null
                        && on.test(flagCountsIf)
                        && config.at(orFlag).asBoolean();
    }

    /** How many first factors these credentials are. */
    int firstFactors(Credentials credentials, Predicate<String> on) {
        if (!(first || firstIf != null)
                || byIdentifiers
                || identified && credentials.identifiers().isEmpty()) {
            return 0;
        }
        return list ? count(credentials, true) : isUsable(credentials, on) ? 1 : 0;
    }

    /** Whether somebody could sign in with these, under some configuration. */
    boolean isFirstFactor(Credentials credentials, Predicate<String> on) {
        return byIdentifiers ? first && isUsable(credentials, on) : firstFactors(credentials, on) > 0;
    }

    /** Whether somebody could step up with these, under some configuration. */
    boolean isSecondFactor(Credentials credentials, Predicate<String> on) {
        return firstIf != null ? count(credentials, false) > 0 : second && isUsable(credentials, on);
    }

    private int count(Credentials credentials, boolean asFirst) {
        int count = 0;
        for (JsonNode item : items(credentials.config())) {
            count += firstIf == null || item.path(firstIf).asBoolean() == asFirst ? 1 : 0;
        }
        return count;
    }

    /** Whether an item counts as a first factor. */
    boolean isFirst(JsonNode item) {
        return firstIf == null ? first : item.path(firstIf).asBoolean();
    }

    /** The items of a config; none where it is one thing. */
    public List<JsonNode> items(JsonNode config) {
        List<JsonNode> items = new ArrayList<>();
        if (list) {
            config.at(at).forEach(items::add);
        }
        return items;
    }

    /** What tells an item apart. */
    public String word(JsonNode item) {
        return by.stream().map(field -> item.path(field).asText()).collect(Collectors.joining(":"));
    }

    /** Whether an item has all that tells it apart. */
    public boolean isNamed(JsonNode item) {
        return by.stream().noneMatch(field -> item.path(field).asText().isEmpty());
    }

    /** The fields that tell an item apart. */
    public List<String> fields() {
        return by;
    }

    /** The key of the config under which the list or the text lies. */
    public String place() {
        return at.getMatchingProperty();
    }

    /** The text of a config that is one thing; empty when there is none. */
    public String text(JsonNode config) {
        return config.at(at).isTextual() ? config.at(at).textValue() : "";
    }

    /** Whether nothing of it is ever stored. */
    public boolean isNone() {
        return at.getMatchingProperty().isEmpty();
    }

    /** The item of that word. */
    public Optional<JsonNode> item(JsonNode config, String word) {
        return items(config).stream().filter(each -> word(each).equals(word)).findFirst();
    }

    /** The config with other items; whatever else it holds stays. */
    public ObjectNode withItems(JsonNode config, List<JsonNode> items) {
        ObjectNode changed = config instanceof ObjectNode object ? object.deepCopy() : Json.object();
        ArrayNode all = Json.MAPPER.createArrayNode();
        all.addAll(items);
        changed.set(at.getMatchingProperty(), all);
        return changed;
    }

    /** The config with an item more, or with another one in the place of that of the same word. */
    public ObjectNode with(JsonNode config, JsonNode item) {
        List<JsonNode> items = items(config);
        int same = items.stream().map(this::word).toList().indexOf(word(item));
        if (same < 0) {
            items.add(item);
        } else {
            items.set(same, item);
        }
        return withItems(config, items);
    }

    /** The config without the items of that kind. */
    ObjectNode without(JsonNode config, Predicate<JsonNode> those) {
        return withItems(config, items(config).stream().filter(those.negate()).toList());
    }

    public boolean isList() {
        return list;
    }

    public boolean isLinks() {
        return links;
    }

    public boolean isComparedAsGiven() {
        return asGiven;
    }

    public boolean isNamed() {
        return named;
    }

    public boolean isListed() {
        return listed;
    }

    public boolean isSealed() {
        return sealed;
    }

    public List<String> sealedFields() {
        return sealedFields;
    }

    public boolean isFollowingTraits() {
        return followsTraits;
    }

    public boolean isSecret() {
        return secret;
    }

    public Optional<String> everybodyIf() {
        return Optional.ofNullable(everybodyIf);
    }

    public Removal removal() {
        return removal;
    }
}
