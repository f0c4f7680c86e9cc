package io.ostiary.identity.identity;

import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Lists of identities: their filters and their pages. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class ListedIdentitiesIT {

    private static final String PATH = "/admin/identities";
    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";

    @Inject
    IdentityService service;

    @Test
    void listsByFilter() {
        String email = email();
        String id = service.make(email).get("id").asText();

        assertThat(list("credentials_identifier", email.toUpperCase())).containsExactly(id);
        assertThat(list("preview_credentials_identifier_similar", email.substring(0, 30)))
                .contains(id);
        assertThat(list("preview_credentials_identifier_similar", email.substring(0, 30) + "%"))
                .isEmpty();
        assertThat(list("ids", id)).containsExactly(id);
        assertThat(list("organization_id", UNKNOWN)).isEmpty();
        assertThat(service.admin().queryParam("ids", "no-uuid").get(PATH).statusCode())
                .isEqualTo(400);
        assertThat(service.admin()
                        .queryParam("ids", id)
                        .queryParam("credentials_identifier", email)
                        .get(PATH)
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.admin().queryParam("page_token", "garbage").get(PATH).statusCode())
                .isEqualTo(400);
        assertThat(service.admin()
                        .queryParam("include_credential", "telepathy")
                        .get(PATH)
                        .statusCode())
                .isEqualTo(400);
        JsonNode brief =
                json(service.admin().queryParam("ids", id).get(PATH), 200).get(0);
        assertThat(brief.has("credentials")).isFalse();
    }

    @Test
    void walksThroughPages() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(service.make(email()).get("id").asText());
        }
        List<String> seen = new ArrayList<>();
        String next = PATH + "?page_size=2";
        while (next != null) {
            Response page = service.admin().urlEncodingEnabled(false).get(next);
            json(page, 200).forEach(each -> seen.add(each.get("id").asText()));
            Matcher link = Pattern.compile("<([^>]*)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(made).isSorted();
        Response old = service.admin().get(PATH + "?page=1&per_page=2");
        assertThat(json(old, 200)).hasSize(2);
        assertThat(Integer.parseInt(old.header("X-Total-Count"))).isGreaterThanOrEqualTo(5);
        assertThat(old.header("Link")).contains("rel=\"first\"", "rel=\"prev\"");
    }

    /** The database would walk over all before it (recorded of the reference, too). */
    @Test
    void refusesPagesByNumberThatLieTooFarBehind() {
        JsonNode refusal = json(service.admin().get(PATH + "?page=99999999&per_page=3"), 400);

        assertThat(refusal.at("/error/reason").asText()).contains("page_token");
    }

    private List<String> list(String filter, String value) {
        List<String> ids = new ArrayList<>();
        json(service.admin().queryParam(filter, value).get(PATH), 200)
                .forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }
}
