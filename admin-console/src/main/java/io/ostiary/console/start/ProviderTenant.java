package io.ostiary.console.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.console.web.ProviderDoor;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The OpenID provider that the configuration names, for Quarkus. */
@ApplicationScoped
class ProviderTenant implements TenantConfigResolver {

    /** Where the configuration names it. */
    static final String SECTION = "ostiary.console.oidc";

    private static final int SECRET_BYTES = 16;

    private volatile @Nullable OidcTenantConfig tenant;

    /** Whether there is one. */
    static boolean isNamed(Configuration configuration) {
        return configuration.optionalText(SECTION + ".issuer").isPresent();
    }

    /** Reads the configuration; without a provider in it there is no tenant. */
    void read(Configuration configuration) {
        if (isNamed(configuration)) {
            tenant = tenant(configuration);
        }
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().item(tenant);
    }

    private static OidcTenantConfig tenant(Configuration configuration) {
        String issuer = configuration.text(SECTION + ".issuer");
        boolean https = configuration
                .optionalText("ostiary.console.base_url")
                .filter(each -> each.startsWith("https:"))
                .isPresent();
        OidcTenantConfigBuilder builder = OidcTenantConfig.authServerUrl(issuer)
                .tenantId("operators")
                .applicationType(ApplicationType.WEB_APP)
                .clientId(configuration.text(SECTION + ".client_id"))
                .token()
                .issuer(issuer)
                .end()
                .authentication()
                .redirectPath(ProviderDoor.PATH)
                .restorePathAfterRedirect()
                .scopes(configuration.list(SECTION + ".scopes"))
                .pkceRequired()
                .nonceRequired()
                .stateSecret(random())
                .forceRedirectHttpsScheme(https)
                .cookieForceSecure(https)
                .end()
                .tokenStateManager()
                .encryptionSecret(random())
                .end();
        configuration
                .optionalSecret(SECTION + ".client_secret")
                .map(Secret::reveal)
                .ifPresent(builder::credentials);
        return builder.build();
    }

    /** Of this process alone: nothing that it seals is of use to another one. */
    private static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
