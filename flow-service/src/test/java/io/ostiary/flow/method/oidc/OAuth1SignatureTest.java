package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OAuth1SignatureTest {

    /** The example of "Creating a signature". */
    @Test
    void signsAsTheVendorsDocumentationDoes() {
        String header = OAuth1Signature.header(
                "POST",
                "https://api.twitter.com/1.1/statuses/update.json",
                Map.of(
                        "include_entities", "true",
                        "status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
                Map.of(
                        "oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog",
                        "oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
                        "oauth_signature_method", "HMAC-SHA1",
                        "oauth_timestamp", "1318622958",
                        "oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                        "oauth_version", "1.0"),
                "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

        assertThat(header).contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"");
    }

    @Test
    void encodesAsTheStandardHasIt() {
        assertThat(OAuth1Signature.encoded("Ladies + Gentlemen*~é")).isEqualTo("Ladies%20%2B%20Gentlemen%2A~%C3%A9");
    }
}
