package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.StartRealServices;
import io.ostiary.testkit.openid.OpenIdProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts the services beside flow-service and a provider, and tells flow-service of it. */
public final class StartOidcServices implements QuarkusTestResourceLifecycleManager {

    private static final String MAPPER = """
            local claims = std.extVar('claims');
            {
              identity: {
                traits: { [if 'email' in claims then 'email']: claims.email },
                metadata_public: { subject: claims.sub },
                [if std.objectHas(claims, 'email_verified') && claims.email_verified then 'verified_addresses']: [
                  { via: 'email', value: claims.email },
                ],
              },
            }
            """;

    private static OpenIdProvider provider;

    private final StartRealServices services = new StartRealServices();

    /** The one provider. */
    static OpenIdProvider provider() {
        return provider;
    }

    @Override
    public Map<String, String> start() {
        provider = new OpenIdProvider();
        Map<String, String> settings = new HashMap<>(services.start());
        settings.put(
                "ostiary.config",
                configured(Path.of(settings.get("ostiary.config"))).toString());
        return settings;
    }

    private static Path configured(Path file) {
        try {
            ObjectNode tree = Json.read(Files.readString(file), ObjectNode.class);
            tree.withArray("/selfservice/allowed_return_urls").add("http://127.0.0.1:4455");
            ObjectNode oidc = tree.withObject("/selfservice/methods/oidc");
            oidc.put("enabled", true);
            ArrayNode providers = oidc.withArray("/config/providers");
            add(providers, "acme", provider.issuer());
            add(providers, "told", provider.issuer()).put("claims_source", "userinfo");
            add(providers, "plain", provider.issuer()).put("pkce", "never");
            add(providers, "apps", "https://accounts.google.com").put("provider", "google");
            // Nobody listens at the port for discarding (RFC 863).
            add(providers, "down", "http://127.0.0.1:9");
            tree.withObject("/selfservice/flows/registration")
                    .put("enable_legacy_one_step", true)
                    .withArray("/after/oidc/hooks")
                    .addObject()
                    .put("hook", "session");
            return Files.writeString(Files.createTempFile("oidc", ".json"), tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode add(ArrayNode providers, String id, String issuer) {
        return providers
                .addObject()
                .put("id", id)
                .put("provider", "generic")
                .put("client_id", OpenIdProvider.CLIENT)
                .put("client_secret", OpenIdProvider.SECRET)
                .put("issuer_url", issuer)
                .put(
                        "mapper_url",
                        "base64://" + Base64.getEncoder().encodeToString(MAPPER.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void stop() {
        services.stop();
        if (provider != null) {
            provider.close();
        }
    }
}
