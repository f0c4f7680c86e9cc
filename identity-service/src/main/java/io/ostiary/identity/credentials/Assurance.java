package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an identity can sign in with, and the highest level that it can reach with it. Pure, but for
 * the configuration.
 */
@Singleton
public class Assurance {

    private static final String CODE = "selfservice.methods.code.";
    private static final String MIGRATION = "selfservice.methods.password.config.migrate_hook.enabled";

    private final boolean codeIsFirstFactor;
    private final boolean passwordsMigrate;

    Assurance(Configuration configuration) {
        this.codeIsFirstFactor =
                configuration.optionalBool(CODE + "passwordless_enabled").orElse(false);
        this.passwordsMigrate = configuration.optionalBool(MIGRATION).orElse(false);
    }

    /** The types that could be signed in with, whatever the configuration makes of them. */
    public List<String> firstFactorTypes(List<Credentials> credentials) {
        return types(credentials, each -> each.type() == CredentialsType.CODE ? isUsable(each) : firstFactors(each) > 0);
    }

    /** The types that could be stepped up with, whatever the configuration makes of them. */
    public List<String> secondFactorTypes(List<Credentials> credentials) {
        return types(credentials, this::isSecondFactor);
    }

    private static List<String> types(List<Credentials> credentials, Predicate<Credentials> those) {
        return credentials.stream().filter(those).map(each -> each.type().wire()).sorted().toList();
    }

    /** How many ways there are to sign in with these credentials as a first factor. */
    public int firstFactors(List<Credentials> credentials) {
        int count = codeIsFirstFactor ? 1 : 0;
        for (Credentials each : credentials) {
            count += firstFactors(each);
        }
        return count;
    }

    private int firstFactors(Credentials credentials) {
        return switch (credentials.type()) {
            case PASSWORD -> isUsablePassword(credentials) ? 1 : 0;
            case OIDC, SAML -> credentials.config().path("providers").size();
            case WEBAUTHN -> credentials.identifiers().isEmpty() ? 0 : keys(credentials, true);
            case PASSKEY ->
                credentials.identifiers().isEmpty() ? 0 : keys(credentials).size();
            case CODE, TOTP, LOOKUP_SECRET, DEVICEAUTHN, LINK_RECOVERY, CODE_RECOVERY -> 0;
        };
    }

    /**
     * Whether these credentials hold something to sign in with, and are more than a reserved
     * identifier.
     */
    public boolean isUsable(Credentials credentials) {
        return switch (credentials.type()) {
            case PASSWORD -> isUsablePassword(credentials);
            case CODE -> !credentials.identifiers().isEmpty();
            case OIDC, SAML -> !credentials.config().path("providers").isEmpty();
            case TOTP -> !credentials.config().path("totp_url").asText().isEmpty();
            case LOOKUP_SECRET -> !credentials.config().path("recovery_codes").isEmpty();
            case WEBAUTHN, PASSKEY, DEVICEAUTHN -> !keys(credentials).isEmpty();
            case LINK_RECOVERY, CODE_RECOVERY -> false;
        };
    }

    private boolean isUsablePassword(Credentials credentials) {
        JsonNode config = credentials.config();
        return !credentials.identifiers().isEmpty()
                && (!config.path("hashed_password").asText().isEmpty()
                        || passwordsMigrate
                                && config.path("use_password_migration_hook").asBoolean());
    }

    private boolean isSecondFactor(Credentials credentials) {
        return switch (credentials.type()) {
            case TOTP, LOOKUP_SECRET -> isUsable(credentials);
            case WEBAUTHN -> keys(credentials, false) > 0;
            case CODE -> isUsable(credentials);
            case DEVICEAUTHN -> isUsable(credentials);
            case PASSWORD, OIDC, SAML, PASSKEY, LINK_RECOVERY, CODE_RECOVERY -> false;
        };
    }

    private static JsonNode keys(Credentials credentials) {
        return credentials.config().path("credentials");
    }

    private static int keys(Credentials credentials, boolean passwordless) {
        int count = 0;
        for (JsonNode key : keys(credentials)) {
            count += key.path("is_passwordless").asBoolean() == passwordless ? 1 : 0;
        }
        return count;
    }
}
