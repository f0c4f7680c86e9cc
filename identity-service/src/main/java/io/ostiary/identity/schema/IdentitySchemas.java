package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.SchemaBundle;
import io.ostiary.contract.json.Json;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The identity schemas of the configuration, loaded and checked once at start. */
@Singleton
@Startup
public class IdentitySchemas {

    private record Entry(String id, String url) {}

    private final List<IdentitySchema> all;
    private final String defaultId;
    private final String baseUrl;

    /**
     * Loads them. Blocks: the bean is made at start.
     *
     * @throws ConfigurationException when one can't be loaded, isn't a usable schema, or the
     *     default one is not among them
     */
    IdentitySchemas(Configuration configuration) {
        List<IdentitySchema> loaded = new ArrayList<>();
        List<Entry> entries = configuration.list("identity.schemas", Entry.class);
        SchemaCompiler compiler = new SchemaCompiler(configuration);
        for (int i = 0; i < entries.size(); i++) {
            loaded.add(load(configuration, compiler, entries.get(i), "identity.schemas." + i + ".url"));
        }
        this.all = List.copyOf(loaded);
        this.defaultId = configuration.text("identity.default_schema_id");
        this.baseUrl = configuration.text("serve.public.base_url").replaceAll("/+$", "");
        if (find(defaultId).isEmpty()) {
            throw new ConfigurationException("identity.default_schema_id", "names none of identity.schemas");
        }
    }

    private static IdentitySchema load(Configuration configuration, SchemaCompiler compiler, Entry entry, String path) {
        try {
            JsonNode source = Json.MAPPER.readTree(configuration.resources().read(entry.url()));
            if (!(source instanceof ObjectNode object)) {
                throw new ConfigurationException(path, "is not a JSON object");
            }
            ObjectNode whole = SchemaBundle.of(configuration, entry.url(), object);
            ExtensionKeyword.check(whole, path);
            return new IdentitySchema(entry.id(), source, whole, compiler.compile(whole, path));
        } catch (IOException e) {
            throw new ConfigurationException(path, "can't be loaded: " + e.getMessage());
        }
    }

    /** All of them, in the order of the configuration. */
    public List<IdentitySchema> all() {
        return all;
    }

    /** The id of the schema that applies when none is named. */
    public String defaultId() {
        return defaultId;
    }

    /** Finds a schema by its id. */
    public Optional<IdentitySchema> find(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Finds a schema by its id or by the coded id of addresses. */
    public Optional<IdentitySchema> findCoded(String id) {
        return find(id).or(() -> decode(id).flatMap(this::find));
    }

    /** Where a schema can be read. */
    public String url(String id) {
        return baseUrl + "/schemas/" + IdentitySchema.codedId(id);
    }

    private static Optional<String> decode(String coded) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(coded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
