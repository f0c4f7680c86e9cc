package io.ostiary.flow.webauthn;

import io.ostiary.config.Configuration;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;

/** Tells whether a key is the last way to sign in, so that a form can say so. identity-service has the last word. */
@Singleton
public class LastWayIn {

    private final boolean codesSignIn;

    LastWayIn(Configuration configuration) {
        this.codesSignIn = configuration
                .optionalBool("selfservice.methods.code.passwordless_enabled")
                .orElse(false);
    }

    /**
     * Whether nothing would be left without one key of a type.
     *
     * @param keys that sign in alone, of that type
     */
    public boolean isOne(IdentitySnapshot identity, MethodName type, SecurityKeys keys) {
        return !codesSignIn
                && keys.all().size() < 2
                && identity.firstFactors().stream()
                        .allMatch(each -> each.equals(type.wire()) || each.equals(MethodName.CODE.wire()));
    }
}
