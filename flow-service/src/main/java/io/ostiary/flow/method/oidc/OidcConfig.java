package io.ostiary.flow.method.oidc;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** {@code selfservice.methods.oidc}. */
@Singleton
class OidcConfig {

    /** The method's name, which is also the type of its credentials. */
    static final MethodName NAME = MethodName.of("oidc");

    private static final String AT = "selfservice.methods.oidc.";
    private static final String CALLBACK = "/self-service/methods/oidc/callback";

    private final boolean enabled;
    private final String base;
    private final List<ProviderSettings> providers;

    OidcConfig(Configuration configuration) {
        this.enabled = configuration.optionalBool(AT + "enabled").orElse(false);
        this.base = configuration
                .optionalText(AT + "config.base_redirect_uri")
                .orElseGet(() -> configuration.text("serve.public.base_url"))
                .replaceFirst("/+$", "");
        this.providers = enabled ? configuration.list(AT + "config.providers", ProviderSettings.class) : List.of();
    }

    /** Who the method is where people sign in or up. */
    Method method() {
        return new Method(NAME, NodeGroup.OIDC, enabled, Set.of(OidcNodes.PROVIDER));
    }

    /** Who the method is in settings. */
    Method methodOfSettings() {
        return new Method(NAME, NodeGroup.OIDC, enabled, Set.of(OidcNodes.LINK, OidcNodes.UNLINK));
    }

    boolean isEnabled() {
        return enabled;
    }

    /** All providers that people are offered, in the configuration's order. */
    List<ProviderSettings> providers() {
        return providers.stream().filter(each -> !each.isOfOrganization()).toList();
    }

    /**
     * Where a provider sends browsers back to. With {@code pkce: force} it is one address for all providers: providers that
     * are asked for more than they announce are registered with it (contract).
     */
    String callback(ProviderSettings provider) {
        return provider.forcesPkce() ? base + CALLBACK : base + CALLBACK + "/" + provider.id();
    }
}
