package io.ostiary.flow.method.oidc;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;

/** The form elements of providers: a button each. */
final class OidcNodes {

    static final String PROVIDER = "provider";
    static final String LINK = "link";
    static final String UNLINK = "unlink";

    private OidcNodes() {}

    /** Signs in by a provider, or up. */
    static void choose(Nodes nodes, ProviderSettings provider, Text label) {
        nodes.append(
                button(PROVIDER, provider, label.with(PROVIDER, provider.shownAs(), "provider_id", provider.id())));
    }

    /** Signs in by a provider, to add another one to the account. */
    static void chooseToLink(Nodes nodes, ProviderSettings provider) {
        nodes.append(button(PROVIDER, provider, Text.LOGIN_WITH_PROVIDER_AND_LINK.with(PROVIDER, provider.shownAs())));
    }

    /** Goes on with the provider that somebody has come back from. */
    static void goOn(Nodes nodes, String provider) {
        nodes.append(
                Node.input(NodeGroup.OIDC, Attributes.submit(PROVIDER, provider), Text.REGISTRATION_CONTINUE.plain()));
    }

    /** Adds an account at a provider. */
    static void link(Nodes nodes, ProviderSettings provider) {
        nodes.append(button(LINK, provider, Text.SETTINGS_LINK_PROVIDER.with(PROVIDER, provider.shownAs())));
    }

    /** Takes the account at a provider away. */
    static void unlink(Nodes nodes, ProviderSettings provider) {
        nodes.append(button(UNLINK, provider, Text.SETTINGS_UNLINK_PROVIDER.with(PROVIDER, provider.shownAs())));
    }

    private static Node button(String name, ProviderSettings provider, UiText label) {
        return Node.input(NodeGroup.OIDC, Attributes.submit(name, provider.id()), label);
    }
}
