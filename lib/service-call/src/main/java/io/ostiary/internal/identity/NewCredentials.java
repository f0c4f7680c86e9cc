package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.ostiary.config.Secret;
import io.ostiary.internal.Revealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials that a new identity gets. */
@JsonTypeInfo(use = Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NewCredentials.Password.class, name = "password"),
    @JsonSubTypes.Type(value = NewCredentials.Code.class, name = "code"),
    @JsonSubTypes.Type(value = NewCredentials.Given.class, name = "given")
})
public sealed interface NewCredentials {

    /**
     * A password: judged by the policy, then hashed.
     *
     * @param password null or empty is complained about
     */
    record Password(@Revealed @Nullable Secret password) implements NewCredentials {}

    /**
     * One-time codes to the addresses of the traits.
     *
     * @param proven the address to which a code went and came back; null only with {@link
     *     Registrations.Mode#CHECK}, which tells where codes go. It counts as verified
     */
    record Code(@Nullable CodeAddress proven) implements NewCredentials {}

    /**
     * Credentials that the method has made and checked: a provider link, a key.
     *
     * @param type such as {@code oidc}; an unknown one is 400
     * @param identifiers what finds the identity by them, beyond what the type derives from the config
     * @param config the whole config, sealed
     */
    record Given(String type, List<String> identifiers, SealedConfig config) implements NewCredentials {}
}
