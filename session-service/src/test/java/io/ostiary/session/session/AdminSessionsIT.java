package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.CleanupRun;
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
import org.junit.jupiter.api.Test;

/** What the admin side sees and does of sessions. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class AdminSessionsIT {

    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";

    @Inject
    SessionService service;

    @Inject
    SessionCookie cookies;

    @Inject
    CleanupRun cleanup;

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
    void bringsNoSessionBackThatHasEnded() {
        Sessions.Issued issued = service.login(SessionService.person());
        String path = "/admin/sessions/" + issued.session().id() + "/extend";

        ShiftedClock.later(
                Duration.ofHours(25),
                () -> service.admin().patch(path).then().statusCode(200).body("active", equalTo(false)));

        ShiftedClock.later(
                Duration.ofHours(25),
                () -> assertThat(service.whoami(issued.token())).isEqualTo(401));
        service.admin()
                .delete("/admin/sessions/" + issued.session().id())
                .then()
                .statusCode(204);
        service.admin().patch(path).then().statusCode(200).body("active", equalTo(false));
        assertThat(service.whoami(issued.token())).isEqualTo(401);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertThat(reason(service.admin().get("/admin/sessions/nope"))).contains("UUID");
        assertThat(reason(service.admin().patch("/admin/sessions/nope/extend"))).contains("UUID");
        assertThat(reason(service.admin().get("/admin/sessions?active=maybe"))).contains("active");
        assertThat(reason(service.admin().get("/admin/sessions?page_size=x"))).contains("page_size");
        assertThat(reason(service.admin()
                        .contentType("application/json")
                        .body("{\"action\":\"disable\",\"sessions\":[\"" + UNKNOWN + "\",\"x\"]}")
                        .post("/admin/sessions")))
                .contains("sessions.1");
        Sessions.Issued own = service.login(SessionService.person());
        assertThat(reason(service.open()
                        .header("X-Session-Token", own.token().reveal())
                        .delete("/sessions/" + own.session().id())))
                .contains("the session that the request was made with");
    }

    private static String reason(Response refused) {
        assertThat(refused.statusCode()).isEqualTo(400);
        return refused.jsonPath().getString("error.reason");
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
        assertThat(Pages.walk("/admin/sessions?page_size=3", service::admin))
                .doesNotHaveDuplicates()
                .containsSubsequence(mine);
        List<String> active = Pages.walk("/admin/sessions?page_size=7&active=true", service::admin);
        assertThat(active).contains(mine.get(0), mine.get(2)).doesNotContain(mine.get(1));
        List<String> ended = Pages.walk("/admin/sessions?page_size=7&active=false", service::admin);
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

    private void clean() {
        cleanup.run();
    }

    private Response manage(String body) {
        return service.admin()
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/admin/sessions");
    }
}
