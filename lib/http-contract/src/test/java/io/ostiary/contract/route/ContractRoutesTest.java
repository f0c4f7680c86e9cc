package io.ostiary.contract.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.route.ContractRoutes.Action;
import io.ostiary.contract.route.ContractRoutes.Match;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractRoutesTest {

    private final ContractRoutes routes =
            ContractRoutes.load(Stream.of(() -> List.of("public GET /colours serve open")));

    @Test
    void knowsWhatAFeatureBringsAlong() {
        assertThat(routes.match(Listener.PUBLIC, "GET", "/colours"))
                .isEqualTo(new ContractRoutes.Match.Known(ContractRoutes.Action.SERVE, true, "/colours", false));
        assertThat(routes.match(Listener.ADMIN, "GET", "/colours")).isEqualTo(new ContractRoutes.Match.Unknown());
    }

    @Test
    void servesWhatTheContractHas() {
        assertThat(routes.match(Listener.PUBLIC, "GET", "/self-service/login/api"))
                .isEqualTo(new Match.Known(Action.SERVE, true, "/self-service/login/api", false));
        assertThat(routes.match(Listener.ADMIN, "PATCH", "/admin/sessions/1/extend"))
                .isEqualTo(new Match.Known(Action.SERVE, false, "/admin/sessions/{id}/extend", false));
    }

    @Test
    void takesEveryMethodForWhoami() {
        assertThat(routes.match(Listener.PUBLIC, "OPTIONS", "/sessions/whoami")).isInstanceOf(Match.Known.class);
    }

    @Test
    void knowsWhatOneEndpointAnswersInEveryGeneration() {
        assertThat(routes.match(Listener.V05_PUBLIC, "GET", "/sessions/whoami"))
                .isEqualTo(new Match.Known(Action.SERVE, true, "/sessions/whoami", true));
        assertThat(routes.match(Listener.V05_PUBLIC, "GET", "/self-service/login/api"))
                .isEqualTo(new Match.Known(Action.SERVE, true, "/self-service/login/api", false));
    }

    @Test
    void takesHeadWhereGetIsTaken() {
        assertThat(routes.match(Listener.PUBLIC, "HEAD", "/health/alive")).isInstanceOf(Match.Known.class);
    }

    @Test
    void namesTheMethodsOfAKnownPath() {
        assertThat(routes.match(Listener.ADMIN, "POST", "/admin/identities/1"))
                .isEqualTo(new Match.OtherMethods("DELETE, GET, HEAD, PATCH, PUT", false));
    }

    @Test
    void sendsAdminRequestsToTheAdminSide() {
        assertThat(routes.match(Listener.PUBLIC, "DELETE", "/admin/identities/1"))
                .isEqualTo(new Match.Known(Action.TO_ADMIN, true, "/admin/identities/{id}", false));
    }

    @Test
    void knowsNoTrailingSlashAndNoEmptySegment() {
        assertThat(routes.match(Listener.PUBLIC, "GET", "/self-service/login/api/"))
                .isInstanceOf(Match.Unknown.class);
        assertThat(routes.match(Listener.ADMIN, "GET", "/admin/identities/")).isInstanceOf(Match.Unknown.class);
    }
}
