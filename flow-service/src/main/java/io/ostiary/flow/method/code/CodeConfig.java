package io.ostiary.flow.method.code;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** {@code selfservice.methods.code}. */
@Singleton
class CodeConfig {

    /** Digits of a code. */
    static final int DIGITS = 6;

    private static final int MOST_TRIES = 5;
    private static final String AT = "selfservice.methods.code.";

    private final Method forAddresses;
    private final Method forSignIn;
    private final Method asSecondFactor;
    private final boolean fallsBackToIdentifier;
    private final boolean textsPeople;
    private final Duration lifespan;
    private final int mostTries;

    CodeConfig(Configuration configuration) {
        boolean enabled = configuration.optionalBool(AT + "enabled").orElse(true);
        boolean passwordless =
                configuration.optionalBool(AT + "passwordless_enabled").orElse(false);
        this.forAddresses = Method.of(MethodName.CODE, NodeGroup.CODE, enabled);
        this.forSignIn = Method.of(MethodName.CODE, NodeGroup.CODE, enabled && passwordless);
        boolean second = configuration.optionalBool(AT + "mfa_enabled").orElse(false);
        // A code to the address that signed in proves nothing more.
        this.asSecondFactor = new Method(
                MethodName.CODE, NodeGroup.CODE, enabled && second && !passwordless, Set.of(CodeNodes.ADDRESS));
        this.fallsBackToIdentifier = configuration
                .optionalBool(AT + "config.missing_credential_fallback_enabled")
                .orElse(false);
        this.textsPeople =
                configuration.tree("courier.channels").findValuesAsText("id").contains("sms");
        this.lifespan = configuration.optionalDuration(AT + "config.lifespan").orElse(Duration.ofHours(1));
        this.mostTries =
                configuration.optionalInteger(AT + "config.max_submissions").orElse(MOST_TRIES);
    }

    /** Who the method is where addresses are verified and accounts recovered. */
    Method forAddresses() {
        return forAddresses;
    }

    /** Who the method is where people sign in and sign up. */
    Method forSignIn() {
        return forSignIn;
    }

    /** Who the method is where people add a second factor. */
    Method asSecondFactor() {
        return asSecondFactor;
    }

    /**
     * Whether an account whose schema names no address for codes gets them at the identifier that it signs in with.
     */
    boolean fallsBackToIdentifier() {
        return fallsBackToIdentifier;
    }

    /** Whether there is a channel for text messages, so that phone numbers can be verified. */
    boolean textsPeople() {
        return textsPeople;
    }

    /** How long a code opens something. */
    Duration lifespan() {
        return lifespan;
    }

    /** Tries of codes that one flow allows. */
    int mostTries() {
        return mostTries;
    }
}
