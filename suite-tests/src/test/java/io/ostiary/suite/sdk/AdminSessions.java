package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.model.Session;

/** Sessions as an operator sees them. */
interface AdminSessions {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void anOperatorReadsSessions() throws ApiException {
        Sdk.Account account = sdk().register();
        String id = account.result().getSession().getId();
        var admin = sdk().identities();

        Session session = admin.getSession(id, List.of("identity", "devices"));
        assertThat(session.getIdentity().getId()).isEqualTo(account.id());
        assertThat(session.getDevices()).hasSize(1);
        assertThat(admin.listSessions(250L, null, true, List.of("identity")))
                .extracting(Session::getId)
                .contains(id);
        assertThat(admin.listIdentitySessions(account.id(), null, null, null, null, true))
                .extracting(Session::getId)
                .containsExactly(id);
        assertThat(admin.listIdentitySessions(account.id(), null, null, null, null, false))
                .isEmpty();
    }

    @Test
    default void anOperatorExtendsAndEndsASession() throws ApiException {
        Sdk.Account account = sdk().register();
        String id = account.result().getSession().getId();
        var admin = sdk().identities();

        Session extended = admin.extendSession(id);
        assertThat(extended.getId()).isEqualTo(id);
        assertThat(extended.getExpiresAt())
                .isAfter(account.result().getSession().getExpiresAt());
        admin.disableSession(id);
        assertThat(admin.getSession(id, null).getActive()).isFalse();
        Sdk.refused(401, () -> sdk().app().toSession(account.token(), null, null));
    }

    @Test
    default void anOperatorEndsAllSessionsOfSomebody() throws ApiException {
        Sdk.Account account = sdk().register();
        var admin = sdk().identities();
        admin.deleteIdentitySessions(account.id());
        assertThat(admin.listIdentitySessions(account.id(), null, null, null, null, null))
                .isEmpty();
        Sdk.refused(401, () -> sdk().app().toSession(account.token(), null, null));
    }

    @Test
    default void anOperatorEndsSessionsTogether() throws ApiException {
        Sdk.Account account = sdk().register();
        String body = "{\"action\":\"disable\",\"identities\":[\"" + account.id() + "\"]}";
        Sdk.Plain answer = sdk().plain(Operation.named("manageSessions"), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String id = account.result().getSession().getId();
        assertThat(sdk().identities().getSession(id, null).getActive()).isFalse();
    }
}
