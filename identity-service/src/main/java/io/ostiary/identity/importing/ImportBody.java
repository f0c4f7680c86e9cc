package io.ostiary.identity.importing;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.ostiary.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from elsewhere, as the contract's {@code identityWithCredentials} has them; each part
 * may be null.
 *
 * @param oidc links to accounts at OpenID Connect providers
 * @param saml links to accounts at SAML providers
 * @param others types beyond the contract's, by their word: {@code {config, identifiers}}, the config
 *     as it is stored
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ImportBody(
        @Nullable Section<Password> password,
        @Nullable Section<Links> oidc,
        @Nullable Section<Links> saml,
        @Nullable Section<Totp> totp,
        @Nullable Section<Keys> webauthn,
        @Nullable Section<Keys> passkey,
        @Nullable Section<Codes> lookupSecret,
        @JsonAnySetter Map<String, JsonNode> others) {

    @JsonCreator
    public ImportBody {
        others = others == null ? Map.of() : others;
    }

    /** Of the contract's own types only. */
    public ImportBody(
            @Nullable Section<Password> password,
            @Nullable Section<Links> oidc,
            @Nullable Section<Links> saml,
            @Nullable Section<Totp> totp,
            @Nullable Section<Keys> webauthn,
            @Nullable Section<Keys> passkey,
            @Nullable Section<Codes> lookupSecret) {
        this(password, oidc, saml, totp, webauthn, passkey, lookupSecret, Map.of());
    }

    /** Whether there is a password in clear, which has to be hashed. */
    public boolean hasClearPassword() {
        return password != null
                && password.config() != null
                && password.config().clear().isPresent();
    }

    /** Every type has its content under {@code config}. */
    public record Section<T>(@Nullable T config) {}

    /**
     * A password, in clear or hashed; the clear one wins.
     *
     * @param usePasswordMigrationHook the password is asked of another system at the first login
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Password(
            @Nullable Secret hashedPassword, @Nullable Secret password, boolean usePasswordMigrationHook) {

        /** The password in clear, to be hashed; empty when there is none. */
        Optional<Secret> clear() {
            return Optional.ofNullable(password).filter(said -> said.bytes().length > 0);
        }
    }

    /** Links to accounts at providers. */
    public record Links(@Nullable List<Link> providers) {}

    /**
     * A link to an account at a provider.
     *
     * @param useAutoLink the account may be found by this link without having been used before
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Link(
            @Nullable String subject,
            @Nullable String provider,
            boolean useAutoLink,
            @Nullable UUID organization) {}

    /** A shared secret of time-based codes, as {@code otpauth} address. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Totp(@Nullable Secret totpUrl) {}

    /**
     * Security keys or passkeys.
     *
     * @param userHandle in base64
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Keys(
            @Nullable List<JsonNode> credentials, @Nullable String userHandle) {}

    /** Backup codes. */
    public record Codes(@Nullable List<JsonNode> codes) {}
}
