package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.ConfigurationException;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.credentials.CredentialsType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the keyword {@code ory.sh/kratos} of a trait says.
 *
 * @param identifies the credentials types of which the trait is an identifier
 * @param code how one-time codes reach it, or null when it is no identifier of codes
 * @param verification how it is verified, or null
 * @param recovery how it serves recovery, or null
 * @param format the trait's {@code format}, empty when there is none
 */
record ExtensionKeyword(
        List<CredentialsType> identifies,
        @Nullable Via code,
        @Nullable Via verification,
        @Nullable Via recovery,
        String format) {

    /** The keyword. */
    static final String NAME = "ory.sh/kratos";

    /** What a node of a schema says; empty when it doesn't have the keyword. */
    static Optional<ExtensionKeyword> of(JsonNode schema) {
        JsonNode said = schema.path(NAME);
        return said.isObject() ? Optional.of(read(schema, said)) : Optional.empty();
    }

    private static ExtensionKeyword read(JsonNode schema, JsonNode said) {
        JsonNode credentials = said.path("credentials");
        boolean code = credentials.path("code").path("identifier").asBoolean();
        return new ExtensionKeyword(
                identifies(credentials),
                code ? via(credentials.path("code")) : null,
                via(said.path("verification")),
                via(said.path("recovery")),
                schema.path("format").asText());
    }

    private static List<CredentialsType> identifies(JsonNode credentials) {
        return CredentialsType.all().stream()
                .filter(each -> !each.shape().isFollowingTraits())
                .filter(each -> credentials.path(each.wire()).path("identifier").asBoolean())
                .toList();
    }

    private static @Nullable Via via(JsonNode said) {
        String word = said.path("via").asText();
        return word.isEmpty() ? null : Via.of(word);
    }

    /**
     * Checks every use of the keyword in a schema.
     *
     * @param path the key of the configuration, for the message
     * @throws ConfigurationException when one of them can't be understood
     */
    static void check(JsonNode schema, String path) {
        try {
            if (schema.path(NAME).isObject()) {
                ExtensionKeyword keyword = read(schema, schema.path(NAME));
                if (schema.path(NAME)
                                .path("credentials")
                                .path("code")
                                .path("identifier")
                                .asBoolean()
                        && keyword.code() == null) {
                    throw new IllegalArgumentException("credentials.code needs via: email or sms");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(path, "has a wrong " + NAME + ": " + e.getMessage());
        }
        schema.forEach(each -> check(each, path));
    }
}
