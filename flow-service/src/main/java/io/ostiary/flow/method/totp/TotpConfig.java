package io.ostiary.flow.method.totp;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/** {@code selfservice.methods.totp}. */
@Singleton
class TotpConfig {

    /** The method's name, which is also the type of its credentials. */
    static final MethodName NAME = MethodName.of("totp");

    private static final String AT = "selfservice.methods.totp.";

    private final Method method;
    private final String issuer;

    TotpConfig(Configuration configuration) {
        boolean enabled = configuration.optionalBool(AT + "enabled").orElse(false);
        this.method = new Method(NAME, NodeGroup.TOTP, enabled, Set.of(TotpNodes.UNLINK));
        this.issuer = configuration
                .optionalText(AT + "config.issuer")
                .or(() -> configuration
                        .optionalText("serve.public.base_url")
                        .map(url -> URI.create(url).getHost()))
                .orElse("Ostiary");
    }

    /** Who the method is, in all flows. */
    Method method() {
        return method;
    }

    /** What authenticator apps show beside the account: by default the host of the public address. */
    String issuer() {
        return issuer;
    }
}
