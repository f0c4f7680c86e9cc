package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The hooks under {@code selfservice.flows.<flow>.after}. A method's own hooks take the place of
 * those for all methods.
 */
@Singleton
public class ConfiguredHooks {

    /**
     * A hook as it is configured.
     *
     * @param name such as {@code revoke_active_sessions}
     * @param config its settings, an empty object when it has none
     */
    public record Entry(String name, JsonNode config) {}

    private final Configuration configuration;

    ConfiguredHooks(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The hooks after a flow by a method, in order. */
    public List<Entry> after(FlowKind kind, String method) {
        JsonNode after = configuration.tree("selfservice.flows." + kind.wire() + ".after");
        List<Entry> own = entries(after.path(method).path("hooks"));
        return own.isEmpty() ? entries(after.path("hooks")) : own;
    }

    /** The hooks before a flow, in order. */
    public List<Entry> before(FlowKind kind) {
        return entries(configuration.tree("selfservice.flows." + kind.wire() + ".before.hooks"));
    }

    /** Whether a hook of that name follows a flow by a method. */
    public boolean has(FlowKind kind, String method, String name) {
        return after(kind, method).stream().anyMatch(entry -> entry.name().equals(name));
    }

    /** All hooks before and after a flow, in no particular order. */
    public List<Entry> of(FlowKind kind) {
        List<Entry> all = new ArrayList<>(before(kind));
        JsonNode after = configuration.tree("selfservice.flows." + kind.wire() + ".after");
        all.addAll(entries(after.path("hooks")));
        after.forEach(method -> all.addAll(entries(method.path("hooks"))));
        return List.copyOf(all);
    }

    private static List<Entry> entries(JsonNode hooks) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode hook : hooks) {
            JsonNode config = hook.path("config");
            entries.add(new Entry(hook.path("hook").asText(), config.isObject() ? config : Json.object()));
        }
        return List.copyOf(entries);
    }
}
