package io.ostiary.flow.method.webauthn;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.webauthn.RelyingParty;
import jakarta.inject.Singleton;

/** {@code selfservice.methods.webauthn}. */
@Singleton
class WebAuthnConfig {

    /** The method's name, which is also the type of its credentials. */
    static final MethodName NAME = MethodName.of("webauthn");

    private static final String AT = "selfservice.methods.webauthn.";

    private final Method method;
    private final Method signUp;
    private final boolean passwordless;
    private final RelyingParty party;

    WebAuthnConfig(Configuration configuration) {
        boolean enabled = configuration.optionalBool(AT + "enabled").orElse(false);
        this.passwordless =
                configuration.optionalBool(AT + "config.passwordless").orElse(false);
        this.method = Method.of(NAME, NodeGroup.WEBAUTHN, enabled);
        this.signUp = Method.of(NAME, NodeGroup.WEBAUTHN, enabled && passwordless);
        this.party = RelyingParty.ofSecurityKeys(configuration);
    }

    /** Who the method is, in logins and settings. */
    Method method() {
        return method;
    }

    /** Who it is where people sign up: they can't by a second factor. */
    Method signUp() {
        return signUp;
    }

    /** Whether keys sign in alone; otherwise they are second factors. Each key is what it was made as. */
    boolean isPasswordless() {
        return passwordless;
    }

    /** What a key that is added is good for. */
    Factor factor() {
        return passwordless ? Factor.FIRST : Factor.SECOND;
    }

    RelyingParty party() {
        return party;
    }
}
