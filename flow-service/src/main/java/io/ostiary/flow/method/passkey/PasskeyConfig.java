package io.ostiary.flow.method.passkey;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.webauthn.RelyingParty;
import jakarta.inject.Singleton;

/** {@code selfservice.methods.passkey}. */
@Singleton
class PasskeyConfig {

    /** The method's name, which is also the type of its credentials. */
    static final MethodName NAME = MethodName.of("passkey");

    private final Method method;
    private final RelyingParty party;

    PasskeyConfig(Configuration configuration) {
        boolean enabled = configuration
                .optionalBool("selfservice.methods.passkey.enabled")
                .orElse(false);
        this.method = Method.of(NAME, NodeGroup.PASSKEY, enabled);
        this.party = RelyingParty.ofPasskeys(configuration);
    }

    /** Who the method is, in all flows. */
    Method method() {
        return method;
    }

    RelyingParty party() {
        return party;
    }
}
