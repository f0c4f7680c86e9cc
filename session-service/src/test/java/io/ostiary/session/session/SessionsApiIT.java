package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.ShiftedClock;
import io.ostiary.session.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class SessionsApiIT {

    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    @Inject
    SessionService service;

    @Inject
    SessionCookie cookies;

    @Test
    void listsOnesOtherSessionsInPages() {
        // Given
        IdentitySnapshot person = SessionService.person();
        List<Sessions.Issued> sessions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sessions.add(service.login(person));
        }
        Secret mine = sessions.getFirst().token();

        // Then
        service.open()
                .header("X-Session-Token", mine.reveal())
                .get("/sessions?page_size=2")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "4")
                .header("Link", containsString("rel=\"next\""))
                .header("Link", containsString("rel=\"last\""))
                .body(
                        "id",
                        equalTo(List.of(
                                sessions.get(4).session().id().toString(),
                                sessions.get(3).session().id().toString())))
                .body("[0].identity", not(hasKey("verifiable_addresses")))
                .body("[0].identity", not(hasKey("metadata_admin")))
                .body("[0].devices", hasSize(1));
        assertThat(walk("/sessions?page_size=2", "X-Session-Token", mine.reveal(), "public"))
                .hasSize(4)
                .doesNotHaveDuplicates();
        service.open()
                .cookie("ory_kratos_session", cookies.seal(mine))
                .get("/sessions?per_page=2&page=2")
                .then()
                .body(
                        "id",
                        equalTo(List.of(
                                sessions.get(2).session().id().toString(),
                                sessions.get(1).session().id().toString())));
    }

    @Test
    void asksForTheSecondFactorBeforeItListsAnything() {
        IdentitySnapshot person = SessionService.person(UUID.randomUUID(), 1, "active", "aal2");
        Secret token = service.login(person).token();
        service.open()
                .header("X-Session-Token", token.reveal())
                .get("/sessions")
                .then()
                .statusCode(403)
                .body("error.id", equalTo("session_aal2_required"))
                .body("redirect_browser_to", equalTo("http://127.0.0.1:4433/self-service/login/browser?aal=aal2"));
        service.open()
                .header("X-Session-Token", token.reveal())
                .delete("/sessions")
                .then()
                .statusCode(200);
    }

    @Test
    void revokesOnesOwnSessions() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued mine = service.login(person);
        Sessions.Issued one = service.login(person);
        Sessions.Issued two = service.login(person);
        Sessions.Issued foreign = service.login(SessionService.person());
        String token = mine.token().reveal();

        // Then
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions/" + one.session().id())
                .then()
                .statusCode(204)
                .contentType("application/json");
        assertThat(service.whoami(one.token())).isEqualTo(401);
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions/" + foreign.session().id())
                .then()
                .statusCode(204);
        assertThat(service.whoami(foreign.token())).isEqualTo(200);
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions/" + mine.session().id())
                .then()
                .statusCode(400);
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions/no-uuid")
                .then()
                .statusCode(400);
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions")
                .then()
                .statusCode(200)
                .body("count", equalTo(2));
        assertThat(service.whoami(two.token())).isEqualTo(401);
        assertThat(service.whoami(mine.token())).isEqualTo(200);
    }

    @Test
    void asksForASession() {
        service.open().get("/sessions").then().statusCode(401).body("error.code", equalTo(401));
        service.open()
                .header("X-Session-Token", "garbage")
                .delete("/sessions")
                .then()
                .statusCode(401);
        service.open().delete("/sessions/" + UNKNOWN).then().statusCode(401);
    }

    @Test
    void showsASessionToTheAdmin() {
        Sessions.Issued issued = service.login(SessionService.person());
        String path = "/admin/sessions/" + issued.session().id();
        service.admin()
                .get(path)
                .then()
                .statusCode(200)
                .body("identity", nullValue())
                .body("devices", hasSize(0));
        service.admin()
                .get(path + "?expand=Identity")
                .then()
                .body("identity.metadata_admin.hidden", equalTo("yes"))
                .body("identity.verifiable_addresses", hasSize(1))
                .body("devices", hasSize(0));
        service.admin()
                .get(path + "?expand=identity&expand=devices")
                .then()
                .body("devices[0].user_agent", equalTo("Test-Agent/9"))
                .body("active", equalTo(true));
        service.admin().get(path + "?expand=nothing").then().statusCode(400);
        service.admin().get("/admin/sessions/" + UNKNOWN).then().statusCode(404);
        service.admin().get("/admin/sessions/no-uuid").then().statusCode(400);
    }

    @Test
    void disablesASessionForTheAdmin() {
        Sessions.Issued issued = service.login(SessionService.person());
        String path = "/admin/sessions/" + issued.session().id();
        service.admin().delete(path).then().statusCode(204).contentType("application/json");
        assertThat(service.whoami(issued.token())).isEqualTo(401);
        service.admin().get(path).then().body("active", equalTo(false));
        service.admin().delete(path).then().statusCode(204);
        service.admin().delete("/admin/sessions/" + UNKNOWN).then().statusCode(404);
        service.admin().delete("/admin/sessions/no-uuid").then().statusCode(400);
    }

    @Test
    void extendsASession() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        String path = "/admin/sessions/" + issued.session().id() + "/extend";
        String cookie = cookies.seal(issued.token());
        service.open()
                .cookie("ory_kratos_session", cookie)
                .get("/sessions/whoami")
                .then()
                .header("Set-Cookie", nullValue());

        // When
        Response extended = service.admin()
                .patch(path)
                .then()
                .statusCode(200)
                .body("identity", not(hasKey("metadata_admin")))
                .body("devices", hasSize(0))
                .extract()
                .response();

        // Then
        assertThat(extended.jsonPath().getString("expires_at"))
                .isGreaterThan(issued.session().expiresAt().toString());
        service.open()
                .cookie("ory_kratos_session", cookie)
                .get("/sessions/whoami")
                .then()
                .body("expires_at", equalTo(extended.jsonPath().getString("expires_at")))
                .header("Set-Cookie", containsString("ory_kratos_session=" + cookie));
        service.admin().patch("/admin/sessions/" + UNKNOWN + "/extend").then().statusCode(404);
        service.admin().patch("/admin/sessions/no-uuid/extend").then().statusCode(400);
        assertThat(service.events(issued.session().identity().id())).hasSize(2);
    }

    @Test
    void listsAndDeletesSessionsOfAnIdentity() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued one = service.login(person);
        Sessions.Issued two = service.login(person);
        String path = "/admin/identities/" + person.id() + "/sessions";

        // Then
        service.admin()
                .get(path)
                .then()
                .header("X-Total-Count", "2")
                .header("Link", containsString("page=0&page_size=2&page_token="))
                .body("$", hasSize(2))
                .body("[0].id", equalTo(two.session().id().toString()))
                .body("[0].identity.schema_url", equalTo(""))
                .body("[0].identity.metadata_admin.hidden", equalTo("yes"))
                .body("[0].identity", not(hasKey("verifiable_addresses")));
        service.admin().delete("/admin/sessions/" + one.session().id());
        service.admin().get(path + "?active=true").then().body("$", hasSize(1));
        service.admin()
                .get(path + "?active=false")
                .then()
                .body("[0].id", equalTo(one.session().id().toString()));
        service.admin().get(path + "?active=maybe").then().statusCode(400);
        service.admin().delete(path).then().statusCode(204);
        assertThat(service.whoami(two.token())).isEqualTo(401);
        service.admin().get(path).then().body("$", hasSize(0)).header("X-Total-Count", "0");
        service.admin().delete(path).then().statusCode(404);
        service.admin()
                .get("/admin/identities/" + UNKNOWN + "/sessions")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        service.admin().get("/admin/identities/no-uuid/sessions").then().statusCode(400);
        service.admin().delete("/admin/identities/no-uuid/sessions").then().statusCode(400);
    }

    @Test
    void walksThroughAllSessions() {
        // Given
        IdentitySnapshot person = SessionService.person();
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            mine.addFirst(service.login(person).session().id().toString());
        }
        service.admin().delete("/admin/sessions/" + mine.get(1));

        // Then
        assertThat(walk("/admin/sessions?page_size=3", "Accept", "application/json", "admin"))
                .doesNotHaveDuplicates()
                .containsSubsequence(mine);
        List<String> active = walk("/admin/sessions?page_size=7&active=true", "Accept", "application/json", "admin");
        assertThat(active).contains(mine.get(0), mine.get(2)).doesNotContain(mine.get(1));
        List<String> ended = walk("/admin/sessions?page_size=7&active=false", "Accept", "application/json", "admin");
        assertThat(ended).contains(mine.get(1)).doesNotContain(mine.get(0));
        service.admin()
                .get("/admin/sessions?page_size=1")
                .then()
                .body("[0].devices", nullValue())
                .body("[0].identity", nullValue());
        service.admin()
                .get("/admin/sessions?page_size=1&expand=identity&expand=devices")
                .then()
                .body("[0].devices", hasSize(1))
                .body("[0].identity.id", equalTo(person.id().toString()));
    }

    @Test
    void refusesBadListParameters() {
        service.admin().get("/admin/sessions?page_size=x").then().statusCode(400);
        service.admin().get("/admin/sessions?page_token=garbage").then().statusCode(400);
        service.admin().get("/admin/sessions?active=maybe").then().statusCode(400);
        service.admin().get("/admin/sessions?expand=%00").then().statusCode(400);
        service.admin().get("/admin/sessions?page_size=0").then().statusCode(200);
        service.admin().get("/admin/sessions?page_size=1001").then().statusCode(200);
        service.admin().get("/admin/sessions/%00").then().statusCode(400);
        service.admin()
                .get("/admin/identities/%00/sessions?page_token=%00&page=-1")
                .then()
                .statusCode(400);
    }

    @Test
    void managesSessionsInBulk() {
        // Given
        IdentitySnapshot ann = SessionService.person();
        IdentitySnapshot bob = SessionService.person();
        Sessions.Issued one = service.login(ann);
        Sessions.Issued two = service.login(ann);
        Sessions.Issued other = service.login(bob);

        // Then
        manage("{'action':'disable','sessions':['%s','%s']}"
                        .formatted(one.session().id(), UNKNOWN))
                .then()
                .statusCode(200)
                .body("processed", equalTo(1))
                .body("more", equalTo(false));
        assertThat(service.whoami(one.token())).isEqualTo(401);
        manage("{'action':'delete','identities':['%s']}".formatted(ann.id()))
                .then()
                .body("processed", equalTo(2));
        service.admin().get("/admin/sessions/" + two.session().id()).then().statusCode(404);
        assertThat(service.whoami(other.token())).isEqualTo(200);
        for (String bad : List.of(
                "{'action':'hide','sessions':['" + UNKNOWN + "']}",
                "{'action':'disable'}",
                "{'action':'disable','sessions':['" + UNKNOWN + "'],'identities':['" + UNKNOWN + "']}",
                "{'action':'disable','sessions':['no-uuid']}",
                "{'action':'disable','sessions':['*']}",
                "{'action':'disable','sessions':'x'}",
                "{'action':'disable','sessions':[null]}",
                "{",
                "[]",
                "",
                "null")) {
            manage(bad).then().statusCode(400).body("error.reason", not(nullValue()));
        }
    }

    @Test
    void removesWhatExpiredLongAgo() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        String path = "/admin/sessions/" + issued.session().id();

        // When
        ShiftedClock.later(Duration.ofMinutes(24 * 60 + 30), this::clean);

        // Then
        service.admin().get(path).then().statusCode(200);

        // When
        ShiftedClock.later(Duration.ofHours(26), this::clean);

        // Then
        service.admin().get(path).then().statusCode(404);
    }

    @Inject
    io.ostiary.session.CleanupRun cleanup;

    private void clean() {
        cleanup.run();
    }

    private Response manage(String body) {
        return service.admin()
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/admin/sessions");
    }

    private List<String> walk(String path, String header, String value, String listener) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (next != null && seen.size() < 1_000) {
            Response page = (listener.equals("admin") ? service.admin() : service.open())
                    .urlEncodingEnabled(false)
                    .header(header, value)
                    .get(next);
            seen.addAll(page.jsonPath().getList("id", String.class));
            Matcher link = NEXT.matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        return seen;
    }
}
