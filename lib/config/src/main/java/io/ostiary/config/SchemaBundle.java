package io.ostiary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An identity schema in one document: what it refers to in other documents is taken in under {@code definitions}, and the
 * references lead there, so that whoever reads it needs to follow references within the document alone. Each document is
 * taken in once, so documents may refer to one another in circles. A schema that refers to nothing outside stays as it is.
 *
 * <p>References are {@code $ref} with an address and a JSON pointer (RFC 6901), relative to the {@code $id} of the document
 * or else to its address. Blocks: call it at start.
 */
public final class SchemaBundle {

    /** The most documents that one schema may refer to, directly or not. */
    public static final int MOST_DOCUMENTS = 50;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REF = "$ref";
    private static final String ID = "$id";
    private static final String DEFINITIONS = "definitions";
    private static final String META = "json-schema.org/";

    /** Their values are data, not schemas. */
    private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");

    private static final Pattern REMOTE = Pattern.compile("(?:https?|base64)://", Pattern.CASE_INSENSITIVE);

    private final Resources resources;
    private final boolean restricted;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();

    private SchemaBundle(Configuration configuration) {
        this.resources = configuration.resources();
        this.restricted = configuration
                .optionalBool("security.disallow_ref_in_identity_schemas")
                .orElse(false);
    }

    /**
     * Puts a schema into one document.
     *
     * @param configuration loads documents, and says whether files may be referred to
     * @param url where it was loaded from
     * @return the schema itself when it refers to nothing outside, else a copy
     * @throws IOException naming the document that can't be loaded, may not be referred to, or is one too many
     */
    public static ObjectNode of(Configuration configuration, String url, ObjectNode schema) throws IOException {
        return new SchemaBundle(configuration).bundle(url, schema);
    }

    private ObjectNode bundle(String url, ObjectNode schema) throws IOException {
        ObjectNode root = schema.deepCopy();
        Document own = new Document(base(url, schema), url, "");
        rewrite(root, own);
        if (names.isEmpty()) {
            return schema;
        }
        Map<String, JsonNode> taken = new LinkedHashMap<>();
        for (int i = 0; i < waiting.size(); i++) {
            String address = waiting.get(i);
            JsonNode document = load(address);
            String name = names.get(address);
            rewrite(document, new Document(base(address, document), address, "/" + DEFINITIONS + "/" + name));
            if (document instanceof ObjectNode object) {
                // Else references into the whole would be read as references into this part of it.
                object.remove(ID);
            }
            taken.put(name, document);
        }
        ObjectNode definitions =
                root.get(DEFINITIONS) instanceof ObjectNode present ? present : root.putObject(DEFINITIONS);
        taken.forEach(definitions::set);
        return root;
    }

    /**
     * A document that is read.
     *
     * @param base what its references are relative to
     * @param url where it was loaded from
     * @param place where it lies in the bundle, as JSON pointer
     */
    private record Document(String base, String url, String place) {}

    private static String base(String url, JsonNode schema) {
        String id = schema.path(ID).asText("");
        return id.isEmpty() ? url : resolved(url, id);
    }

    private void rewrite(JsonNode node, Document document) throws IOException {
        switch (node) {
            case ObjectNode object -> {
                if (object.path(REF).isTextual()) {
                    object.set(
                            REF,
                            JsonNodeFactory.instance.textNode(
                                    reference(object.get(REF).textValue(), document)));
                }
                for (Map.Entry<String, JsonNode> each : object.properties()) {
                    if (!DATA.contains(each.getKey())) {
                        rewrite(each.getValue(), document);
                    }
                }
            }
            case ArrayNode array -> {
                for (JsonNode each : array) {
                    rewrite(each, document);
                }
            }
            default -> {
                // nothing can stand in it
            }
        }
    }

    private String reference(String reference, Document from) throws IOException {
        int hash = reference.indexOf('#');
        String address = hash < 0 ? reference : reference.substring(0, hash);
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        String target = address.isEmpty() ? from.base() : without(resolved(from.base(), address));
        if (target.contains(META) || !pointer.isEmpty() && !pointer.startsWith("/")) {
            return reference;
        }
        if (target.equals(without(from.base())) || target.equals(without(from.url()))) {
            return "#" + from.place() + pointer;
        }
        return "#/" + DEFINITIONS + "/" + name(target) + pointer;
    }

    private String name(String address) throws IOException {
        String known = names.get(address);
        if (known != null) {
            return known;
        }
        // Local files are what the switch protects.
        if (restricted && !REMOTE.matcher(address).lookingAt()) {
            throw new IOException(
                    "it refers to " + address + ", which security.disallow_ref_in_identity_schemas forbids");
        }
        if (names.size() >= MOST_DOCUMENTS) {
            throw new IOException("it refers to more than " + MOST_DOCUMENTS + " other documents");
        }
        String name = "referred-" + names.size();
        names.put(address, name);
        waiting.add(address);
        return name;
    }

    private JsonNode load(String address) throws IOException {
        try {
            JsonNode document = JSON.readTree(resources.read(address));
            if (document == null || !document.isObject() && !document.isBoolean()) {
                throw new IOException("it refers to " + address + ", which is no schema");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IOException("it refers to " + address + ", which is no JSON", e);
        } catch (IOException e) {
            throw new IOException("it refers to " + address + ": " + e.getMessage(), e);
        }
    }

    private static String without(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }

    /** An address by RFC 3986; what can't be read that way stays as it is, for the loading to say so. */
    private static String resolved(String base, String reference) {
        try {
            URI uri = URI.create(reference);
            if (uri.isAbsolute()) {
                return reference;
            }
            return isFile(base)
                    ? sibling(base, reference)
                    : URI.create(base).resolve(uri).toString();
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }

    private static boolean isFile(String address) {
        return address.startsWith("file://");
    }

    /** Addresses of files here may be relative to the configuration ({@code file://schemas/person.json}). */
    private static String sibling(String base, String reference) {
        if (reference.startsWith("/")) {
            return "file://" + reference;
        }
        String path = without(base).substring("file://".length());
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        return "file://" + Path.of(folder + reference).normalize();
    }
}
