package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Links to accounts at other providers, as they lie in the config of {@code oidc} and {@code saml}
 * credentials.
 */
public final class ProviderLinks {

    private ProviderLinks() {}

    /** What finds an identity by a link: provider and subject. */
    public static String identifier(JsonNode link) {
        return identifier(link.path("provider").asText(), link.path("subject").asText());
    }

    /** What finds an identity by a link: provider and subject. */
    public static String identifier(String provider, String subject) {
        return provider + ":" + subject;
    }
}
