package io.ostiary.console.web;

import io.ostiary.testkit.openid.OpenIdProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A console whose operators sign in at a provider of the tests. */
public final class ProviderStart implements QuarkusTestResourceLifecycleManager {

    private static @Nullable OpenIdProvider provider;

    /** Argument by which the provider ends before anybody asks it. */
    static final String AWAY = "away";

    private final ApiStub api = new ApiStub();
    private boolean away;

    static OpenIdProvider provider() {
        return Objects.requireNonNull(provider);
    }

    @Override
    public void init(Map<String, String> arguments) {
        away = arguments.containsKey(AWAY);
    }

    @Override
    public Map<String, String> start() {
        try {
            OpenIdProvider started = new OpenIdProvider();
            provider = started;
            Map<String, String> properties = new HashMap<>(api.start());
            Path file = Files.createTempDirectory("ostiary-console-").resolve("ostiary.yml");
            Files.writeString(
                    file,
                    ApiStub.YAML
                            + String.format(
                                    Locale.ROOT,
                                    CONSOLE,
                                    started.issuer(),
                                    OpenIdProvider.CLIENT,
                                    OpenIdProvider.SECRET));
            properties.put("ostiary.config", file.toString());
            if (away) {
                started.close();
            }
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        provider().close();
        api.stop();
    }

    private static final String CONSOLE = """
            ostiary:
              console:
                oidc: {issuer: "%s", client_id: %s, client_secret: "%s", scopes: [groups], change: [chief], look: [clerk]}
            """;
}
