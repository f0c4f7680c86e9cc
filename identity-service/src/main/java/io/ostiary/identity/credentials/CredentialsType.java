package io.ostiary.identity.credentials;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The kinds of credentials that an identity can have. */
public enum CredentialsType {
    PASSWORD("password"),
    CODE("code"),
    OIDC("oidc"),
    SAML("saml"),
    TOTP("totp"),
    LOOKUP_SECRET("lookup_secret"),
    WEBAUTHN("webauthn"),
    PASSKEY("passkey"),
    DEVICEAUTHN("deviceauthn"),
    /** Named by the contract, never stored. */
    LINK_RECOVERY("link_recovery"),
    /** Named by the contract, never stored. */
    CODE_RECOVERY("code_recovery");

    private final String wire;

    CredentialsType(String wire) {
        this.wire = wire;
    }

    /** The word that the contract and the database have for it. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The version that the contract gives the layout of this type's config. */
    int layout() {
        return switch (this) {
            case OIDC, SAML, TOTP, LOOKUP_SECRET -> 0;
            default -> 1;
        };
    }

    /**
     * Reads the word, which must be known.
     *
     * @throws IllegalArgumentException when it is no type
     */
    @JsonCreator
    public static CredentialsType of(String wire) {
        return find(wire).orElseThrow(() -> new IllegalArgumentException("no credentials type"));
    }

    /** Reads the contract's word; empty when it is none. */
    public static Optional<CredentialsType> find(String wire) {
        for (CredentialsType type : values()) {
            if (type.wire.equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
