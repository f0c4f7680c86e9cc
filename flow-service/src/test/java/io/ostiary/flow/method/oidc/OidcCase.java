package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.SuiteClient;
import io.ostiary.testkit.openid.OpenIdProvider;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What tests of social sign-in begin with: a provider that is well, and a browser that goes there. */
abstract class OidcCase {

    static final String REASON = "4000001";

    @Inject
    SuiteClient client;

    OpenIdProvider provider;

    @BeforeEach
    void providerIsWell() {
        provider = StartOidcServices.provider();
        provider.getWell();
    }

    static Map<String, Object> somebody() {
        String name = UUID.randomUUID().toString();
        return new HashMap<>(Map.of("sub", name, "email", name + "@example.org"));
    }

    Response through(String kind, String by, Map<String, Object> claims) {
        return through(new Browser(client), kind, by, claims);
    }

    Response through(Browser browser, String kind, String by, Map<String, Object> claims) {
        String address = browser.leave(kind, browser.begin(kind, Map.of()), Map.of("provider", by));
        return browser.comeBack(by, provider.agree(address, claims));
    }

    static String messages(Response answer) {
        StringBuilder all = new StringBuilder();
        for (JsonNode message : Browser.tree(answer).at("/ui/messages")) {
            all.append(message.path("id").asText())
                    .append(' ')
                    .append(message.path("text").asText())
                    .append(' ');
        }
        return all.toString();
    }
}
