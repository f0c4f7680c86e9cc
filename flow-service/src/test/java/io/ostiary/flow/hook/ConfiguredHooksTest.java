package io.ostiary.flow.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredHooksTest {

    private static final String TREE = """
            {"dsn": "memory",
             "serve": {"public": {"base_url": "http://127.0.0.1:4433/"}, "admin": {"base_url": "http://127.0.0.1:4434/"}},
             "identity": {"default_schema_id": "d", "schemas": [{"id": "d", "url": "base64://eyJ0eXBlIjoib2JqZWN0In0="}]},
             "selfservice": {"default_browser_return_url": "http://127.0.0.1:4455/", "flows": {
               "settings": {"after": {
                 "hooks": [{"hook": "web_hook", "config": {"url": "http://127.0.0.1:1/x", "method": "POST"}}],
                 "password": {"hooks": [{"hook": "revoke_active_sessions"}]},
                 "profile": {"hooks": [{"hook": "notify_previous_addresses", "config": {"recipients": "all"}}]}}},
               "recovery": {"after": {"hooks": [{"hook": "revoke_active_sessions"}]}}}}}
            """;

    private final ConfiguredHooks hooks =
            new ConfiguredHooks(Configuration.of(Json.read(TREE, ObjectNode.class), Map.of(), Path.of(".")));

    @Test
    void putsAMethodsOwnHooksInPlaceOfTheGeneralOnes() {
        assertThat(hooks.has(FlowKind.SETTINGS, "password", "revoke_active_sessions"))
                .isTrue();
        assertThat(hooks.has(FlowKind.SETTINGS, "password", "web_hook")).isFalse();
        assertThat(hooks.has(FlowKind.SETTINGS, "totp", "web_hook")).isTrue();
    }

    @Test
    void handsOutTheirSettings() {
        assertThat(hooks.after(FlowKind.SETTINGS, "profile")
                        .getFirst()
                        .config()
                        .path("recipients")
                        .asText())
                .isEqualTo("all");
    }

    @Test
    void knowsFlowsWithoutMethods() {
        assertThat(hooks.has(FlowKind.RECOVERY, "", "revoke_active_sessions")).isTrue();
        assertThat(hooks.after(FlowKind.LOGIN, "password")).isEmpty();
    }
}
