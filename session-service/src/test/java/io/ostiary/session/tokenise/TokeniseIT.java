package io.ostiary.session.tokenise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.TokenTemplates;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class TokeniseIT {

    @Inject
    SessionService service;

    @Test
    void signsTheSessionWithTheTemplatesKey() throws Exception {
        Response answer = whoami(login(), "plain");
        JsonNode claims = verified(answer.path("tokenized"));

        assertThat(claims.path("sid").asText()).isEqualTo(answer.path("id"));
        assertThat(claims.path("sub").asText()).isEqualTo(answer.path("identity.id"));
        assertThat(claims.path("iss").asText()).isEqualTo("http://127.0.0.1:4433/");
        assertThat(claims.path("exp").asLong()).isEqualTo(claims.path("iat").asLong() + 600);
    }

    @Test
    void givesEachTokenItsOwnId() throws Exception {
        String token = login();

        assertThat(verified(whoami(token, "plain").path("tokenized")).path("jti"))
                .isNotEqualTo(verified(whoami(token, "plain").path("tokenized")).path("jti"));
    }

    @Test
    void letsTheMapperChangeClaimsButTheSubject() throws Exception {
        Response answer = whoami(login(), "mapped");
        JsonNode claims = verified(answer.path("tokenized"));

        assertThat(claims.path("iss").asText()).isEqualTo("me");
        assertThat(claims.path("sub").asText()).isEqualTo(answer.path("identity.id"));
        assertThat(claims.has("mail")).isTrue();
    }

    @Test
    void laysTheMappersClaimsOverTheStandardOnes() throws Exception {
        Response answer = whoami(login(), "adding");
        JsonNode claims = verified(answer.path("tokenized"));

        assertThat(claims.path("level").asText()).isEqualTo("high");
        assertThat(claims.path("sid").isNull()).isTrue();
        assertThat(claims.path("sub").asText()).isEqualTo(answer.path("identity.id"));
        assertThat(claims.path("jti").asText()).isNotEmpty();
        assertThat(claims.path("iss").asText()).isEqualTo("http://127.0.0.1:4433/");
        assertThat(claims.path("exp").asLong()).isEqualTo(claims.path("iat").asLong() + 600);
    }

    @Test
    void refusesWhatCanNotBeMade() {
        String token = login();

        assertThat(whoami(token, "failing").statusCode()).isEqualTo(400);
        assertThat(whoami(token, "empty").statusCode()).isEqualTo(400);
        assertThat(whoami(token, "gone").statusCode()).isEqualTo(500);
    }

    private String login() {
        return service.login(SessionService.person()).token().reveal();
    }

    private Response whoami(String token, String template) {
        return service.open().header("X-Session-Token", token).get("/sessions/whoami?tokenize_as=" + template);
    }

    private static JsonNode verified(String jwt) throws GeneralSecurityException, IOException {
        String[] parts = jwt.split("\\.");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TokenTemplates.KEY, "HmacSHA256"));
        byte[] signature = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(signature);
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
    }
}
