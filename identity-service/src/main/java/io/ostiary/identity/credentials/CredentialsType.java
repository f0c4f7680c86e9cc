package io.ostiary.identity.credentials;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ostiary.identity.credentials.Shape.Removal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The kinds of credentials that an identity can have. A line here is all that this service knows of
 * a method; {@link CredentialsTypes} adds lines from outside. Two of the same word are equal.
 */
public final class CredentialsType {

    private static final String METHODS = "selfservice.methods.";
    private static final Map<String, CredentialsType> LINES = new ConcurrentHashMap<>();

    public static final CredentialsType PASSWORD = line(
            "password",
            1,
            Shape.single("/hashed_password")
                    .orFlag("/use_password_migration_hook", METHODS + "password.config.migrate_hook.enabled")
                    .identified()
                    .first()
                    .named()
                    .listed()
                    .secret()
                    .removal(Removal.CONFIG));

    public static final CredentialsType CODE = line(
            "code",
            1,
            Shape.list("/addresses")
                    .by("address")
                    .followsTraits()
                    .everybodyIf(METHODS + "code.passwordless_enabled")
                    .first()
                    .second()
                    .named()
                    .listed()
                    .removal(Removal.NEVER));

    public static final CredentialsType OIDC = line("oidc", 0, provider().named());

    public static final CredentialsType SAML = line("saml", 0, provider());

    public static final CredentialsType TOTP =
            line("totp", 0, Shape.single("/totp_url").second().sealed());

    public static final CredentialsType LOOKUP_SECRET = line(
            "lookup_secret",
            0,
            Shape.list("/recovery_codes").by("code").second().sealed());

    public static final CredentialsType WEBAUTHN = line(
            "webauthn",
            1,
            Shape.list("/credentials")
                    .firstIf("is_passwordless")
                    .identified()
                    .named()
                    .listed()
                    .removal(Removal.SECOND_FACTORS));

    public static final CredentialsType PASSKEY = line(
            "passkey",
            1,
            Shape.list("/credentials")
                    .identified()
                    .first()
                    .named()
                    .comparedAsGiven()
                    .removal(Removal.NEVER));

    public static final CredentialsType DEVICEAUTHN =
            line("deviceauthn", 1, Shape.list("/credentials").second().removal(Removal.NEVER));

    /** Named by the contract, never stored. */
    public static final CredentialsType LINK_RECOVERY = line("link_recovery", 1, Shape.none());

    /** Named by the contract, never stored. */
    public static final CredentialsType CODE_RECOVERY = line("code_recovery", 1, Shape.none());

    private final String wire;
    private final int layout;
    private final Shape shape;

    private CredentialsType(String wire, int layout, Shape shape) {
        this.wire = wire;
        this.layout = layout;
        this.shape = shape;
    }

    private static Shape provider() {
        return Shape.list("/providers")
                .by("provider", "subject")
                .links()
                .first()
                .sealing("initial_id_token", "initial_access_token", "initial_refresh_token")
                .removal(Removal.ITEM);
    }

    /**
     * A line.
     *
     * @param wire the word that the contract and the database have for it
     * @param layout the version of the config's layout
     */
    static CredentialsType line(String wire, int layout, Shape shape) {
        return LINES.computeIfAbsent(wire, word -> new CredentialsType(word, layout, shape));
    }

    /** The word that the contract and the database have for it. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** What can be said of it. */
    public Shape shape() {
        return shape;
    }

    /** The version that the contract gives the layout of this type's config. */
    int layout() {
        return layout;
    }

    /** Whether this version has a line for it. Others are kept and shown to nobody. */
    public boolean isKnown() {
        return LINES.containsKey(wire);
    }

    /**
     * Reads the word of the database. One that is unknown, because a newer version wrote it, is a
     * type of its own that nothing can be done with.
     */
    @JsonCreator
    public static CredentialsType of(String wire) {
        return find(wire).orElseGet(() -> new CredentialsType(wire, 0, Shape.none()));
    }

    /** Reads the contract's word; empty when it is none. */
    public static Optional<CredentialsType> find(String wire) {
        return Optional.ofNullable(LINES.get(wire));
    }

    /** All lines, by their word. */
    public static List<CredentialsType> all() {
        return LINES.values().stream()
                .sorted(Comparator.comparing(CredentialsType::wire))
                .toList();
    }

    /** The words of the lines whose shape is so. */
    public static List<String> words(Predicate<Shape> those) {
        return all().stream()
                .filter(each -> those.test(each.shape))
                .map(CredentialsType::wire)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialsType type && type.wire.equals(wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return wire;
    }
}
