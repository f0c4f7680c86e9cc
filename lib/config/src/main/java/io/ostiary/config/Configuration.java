package io.ostiary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.ConfigurationException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The configuration of a suite: one file, variables over it, defaults below it, checked against the
 * schema. Immutable; all processes of an installation load the same file.
 *
 * <p>Keys are named by their path, segments joined by dots, an index for an entry of a list: {@code
 * selfservice.flows.login.lifespan}, {@code identity.schemas.0.url}. A method without {@code
 * optional} in its name throws {@link ConfigurationException} when the key is absent.
 */
public final class Configuration {

    private static final ObjectMapper BINDING = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new ConfigurationModule())
            .build();

    private final ObjectNode tree;

    private final List<String> warnings;

    private final Resources resources;

    private final Path directory;

    private Configuration(ObjectNode tree, List<String> warnings, Path directory) {
        this.tree = tree;
        this.warnings = warnings;
        this.directory = directory;
        this.resources = new Resources(directory);
    }

    /**
     * Loads a configuration.
     *
     * @param file YAML, or JSON when its name ends in {@code .json}; several, of which later ones
     *     override earlier ones, are joined by commas
     * @param environment variables that override keys, usually {@link System#getenv()}
     * @throws ConfigurationException when the file can't be read, or a key is unknown, missing or
     *     of the wrong kind; the message has a line for each
     */
    public static Configuration load(Path file, Map<String, String> environment) {
        return load(file, environment, problem -> true);
    }

    /**
     * Loads a configuration for a process that is not given the secrets, such as the gateway: that
     * they are missing is no mistake there.
     *
     * @throws ConfigurationException as {@link #load}
     */
    public static Configuration loadWithoutSecrets(Path file, Map<String, String> environment) {
        return load(file, environment, Configuration::isNoMissingSecret);
    }

    private static Configuration load(Path file, Map<String, String> environment, Predicate<Problem> isProblem) {
        List<Path> files = Files.exists(file)
                ? List.of(file.toAbsolutePath().normalize())
                : Arrays.stream(file.toString().split(","))
                        .map(each -> Path.of(each).toAbsolutePath().normalize())
                        .toList();
        ObjectNode source = ConfigurationSource.readAll(files);
        return checked(source, environment, ConfigurationSource.folder(files.getLast()), isProblem);
    }

    /**
     * Makes a configuration of a tree, as {@link #load} does of a file.
     *
     * @param source the tree; it is not changed
     * @param directory where relative addresses of files start
     */
    public static Configuration of(ObjectNode source, Map<String, String> environment, Path directory) {
        return checked(source, environment, directory, problem -> true);
    }

    private static Configuration checked(
            ObjectNode source, Map<String, String> environment, Path directory, Predicate<Problem> isProblem) {
        ConfigurationSchema schema = ConfigurationSchema.shipped();
        ObjectNode tree = source.deepCopy();
        List<String> renamed = OlderKeys.translate(tree);
        Map<String, String> variables = new EnvironmentOverrides(schema).apply(environment, tree);
        List<String> warnings = new ArrayList<>(renamed);
        warnings.addAll(SupportedKeys.shipped().warnings(tree));
        new SchemaDefaults(schema).apply(tree);
        List<Problem> problems = new SchemaValidation(schema)
                .check(tree, variables).stream().filter(isProblem).toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        List<Problem> apart = Stream.concat(KeysTogether.check(tree).stream(), KeyDomains.check(tree).stream())
                .toList();
        if (!apart.isEmpty()) {
            throw new ConfigurationException(apart);
        }
        List<Problem> placeholders = Placeholders.check(tree);
        if (!placeholders.isEmpty()) {
            throw new ConfigurationException(placeholders);
        }
        DerivedDefaults.apply(tree);
        return new Configuration(tree, List.copyOf(warnings), directory);
    }

    /** Whether there is a secret for cookies and data; see {@link #requireSecrets}. */
    public boolean hasSecrets() {
        return !secrets("secrets.cookie").isEmpty();
    }

    /**
     * This configuration, of a service: those share cookies and sealed data, so they can't each
     * make up a secret.
     *
     * @throws ConfigurationException when there is none
     */
    public Configuration requireSecrets() {
        if (!hasSecrets()) {
            throw new ConfigurationException(List.of(new Problem(
                    "secrets.default",
                    "is missing: set it, or secrets.cookie and secrets.cipher, to long random texts that"
                            + " all services share")));
        }
        return this;
    }

    private static boolean isNoMissingSecret(Problem problem) {
        boolean secret = problem.path().equals("secrets") || problem.path().startsWith("secrets.");
        return !(secret && problem.isMissing());
    }

    /** A line for each key that is set and valid, but has no effect in this version. */
    public List<String> warnings() {
        return warnings;
    }

    /** Where relative addresses of files start. */
    public Path directory() {
        return directory;
    }

    /** Loads what keys of this configuration point to; relative paths start beside the file. */
    public Resources resources() {
        return resources;
    }

    /**
     * Whether insecure conveniences of development are on: {@code dev: true} or {@code DEV=true}.
     */
    public boolean isDevelopment() {
        return tree.path("dev").asBoolean(false);
    }

    /** Whether the key is set, by file, variable or default. */
    public boolean has(String path) {
        return !find(path).isMissingNode();
    }

    /** A copy of what is below a key; a missing node when there is nothing. */
    public JsonNode tree(String path) {
        return find(path).deepCopy();
    }

    /** The text, or the number or truth value as text. */
    public String text(String path) {
        return required(path, optionalText(path));
    }

    public Optional<String> optionalText(String path) {
        return value(path).map(JsonNode::asText);
    }

    /** A text that must not be shown. */
    public Secret secret(String path) {
        return required(path, optionalSecret(path));
    }

    public Optional<Secret> optionalSecret(String path) {
        return optionalText(path).map(Secret::of);
    }

    /** The secrets of a list, the newest first; empty when the key is absent. */
    public List<Secret> secrets(String path) {
        return list(path).stream().map(Secret::of).toList();
    }

    public boolean bool(String path) {
        return required(path, optionalBool(path));
    }

    public Optional<Boolean> optionalBool(String path) {
        return value(path).map(each -> parsed(path, each, Configuration::truth));
    }

    public int integer(String path) {
        return required(path, optionalInteger(path));
    }

    public Optional<Integer> optionalInteger(String path) {
        return value(path).map(each -> parsed(path, each, node -> Math.toIntExact(node.asLong())));
    }

    public Duration duration(String path) {
        return required(path, optionalDuration(path));
    }

    public Optional<Duration> optionalDuration(String path) {
        return value(path).map(each -> parsed(path, each, node -> GoDuration.parse(node.asText())));
    }

    public ByteSize size(String path) {
        return required(path, optionalSize(path));
    }

    public Optional<ByteSize> optionalSize(String path) {
        return value(path).map(each -> parsed(path, each, node -> ByteSize.parse(node.asText())));
    }

    /** The texts of a list; empty when the key is absent. */
    public List<String> list(String path) {
        List<String> texts = new ArrayList<>();
        find(path).forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    /** The entries of a list, each bound like a {@link #section}; empty when the key is absent. */
    public <T> List<T> list(String path, Class<T> type) {
        List<T> entries = new ArrayList<>();
        JsonNode list = find(path);
        for (int i = 0; i < list.size(); i++) {
            entries.add(bound(path + "." + i, list.get(i), type));
        }
        return List.copyOf(entries);
    }

    /**
     * Binds a section to a record. Components are named like the keys in camel case ({@code uiUrl}
     * for {@code ui_url}) and may be of the types {@link Duration}, {@link ByteSize}, {@link
     * Secret}, records and lists of these; absent keys are null, zero or false. An absent section
     * is bound like an empty one.
     *
     * @throws ConfigurationException when a value can't be turned into the component's type
     */
    public <T> T section(String path, Class<T> type) {
        JsonNode node = find(path);
        return bound(path, node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node, type);
    }

    /** Like {@link #section}, empty when the section is absent. */
    public <T> Optional<T> optionalSection(String path, Class<T> type) {
        return value(path).map(each -> bound(path, each, type));
    }

    /** Says nothing of what is configured. */
    @Override
    public String toString() {
        return "Configuration";
    }

    private static <T> T bound(String path, JsonNode node, Class<T> type) {
        try {
            return BINDING.treeToValue(node, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ConfigurationException(path, "can't be read as " + type.getSimpleName());
        }
    }

    private static <T> T required(String path, Optional<T> value) {
        return value.orElseThrow(() -> new ConfigurationException(path, Problem.MISSING));
    }

    private static <T> T parsed(String path, JsonNode node, Function<JsonNode, T> parser) {
        try {
            return parser.apply(node);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new ConfigurationException(path, "has a value of another kind than was asked for");
        }
    }

    private static boolean truth(JsonNode node) {
        return switch (node.asText()) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private Optional<JsonNode> value(String path) {
        JsonNode node = find(path);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private JsonNode find(String path) {
        JsonNode place = tree;
        for (String segment : path.split("\\.")) {
            boolean index = place.isArray() && segment.chars().allMatch(Character::isDigit);
            place = index ? place.path(Integer.parseInt(segment)) : place.path(segment);
            if (place.isMissingNode()) {
                return MissingNode.getInstance();
            }
        }
        return place;
    }
}
