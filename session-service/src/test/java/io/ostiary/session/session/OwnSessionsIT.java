package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people see and do of their own sessions. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class OwnSessionsIT {

    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";

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
        as(mine).get("/sessions?page_size=2")
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
        assertThat(Pages.walk("/sessions?page_size=2", () -> as(mine)))
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
        as(token)
                .get("/sessions")
                .then()
                .statusCode(403)
                .body("error.id", equalTo("session_aal2_required"))
                .body("redirect_browser_to", equalTo("http://127.0.0.1:4433/self-service/login/browser?aal=aal2"));
        as(token).delete("/sessions").then().statusCode(200);
    }

    @Test
    void revokesOnesOwnSessions() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued mine = service.login(person);
        Sessions.Issued one = service.login(person);
        Sessions.Issued two = service.login(person);
        Sessions.Issued foreign = service.login(SessionService.person());
        Secret token = mine.token();

        // Then
        as(token)
                .delete("/sessions/" + one.session().id())
                .then()
                .statusCode(204)
                .contentType("application/json");
        assertThat(service.whoami(one.token())).isEqualTo(401);
        as(token).delete("/sessions/" + foreign.session().id()).then().statusCode(204);
        assertThat(service.whoami(foreign.token())).isEqualTo(200);
        as(token).delete("/sessions/" + mine.session().id()).then().statusCode(400);
        as(token).delete("/sessions/no-uuid").then().statusCode(400);
        as(token).delete("/sessions").then().statusCode(200).body("count", equalTo(2));
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

    private RequestSpecification as(Secret token) {
        return service.open().header("X-Session-Token", token.reveal());
    }
}
