package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.model.AuthenticatorAssuranceLevel;
import sh.ory.kratos.model.Session;
import sh.ory.kratos.model.SessionAuthenticationMethod;

/** Sessions as their owner sees them. */
interface OwnSessions {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void somebodySeesTheOwnSession() throws ApiException {
        Sdk.Account account = sdk().register();
        Session session = sdk().app().toSession(account.token(), null, null);
        assertThat(session.getActive()).isTrue();
        assertThat(session.getIdentity().getId()).isEqualTo(account.id());
        assertThat(session.getAuthenticatorAssuranceLevel()).isEqualTo(AuthenticatorAssuranceLevel.AAL1);
        assertThat(session.getAuthenticationMethods())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.getMethod()).isEqualTo(SessionAuthenticationMethod.MethodEnum.PASSWORD));
        assertThat(session.getDevices())
                .singleElement()
                .satisfies(each -> assertThat(each.getIpAddress()).isEqualTo("127.0.0.1"));
        assertThat(session.getExpiresAt()).isAfter(session.getIssuedAt());
        assertThat(session.getAdditionalProperties()).isNullOrEmpty();
    }

    @Test
    default void somebodyEndsOtherSessions() throws ApiException {
        Sdk.Account account = sdk().register();
        var app = sdk().app();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(sdk().logIn(account).getSession().getId());
        }
        assertThat(mine(account)).containsExactlyInAnyOrderElementsOf(others);

        app.disableMySession(others.getFirst(), account.token(), null);
        assertThat(mine(account)).containsExactlyInAnyOrderElementsOf(others.subList(1, 3));
        // Those that had ended already count, as in the reference.
        assertThat(app.disableMyOtherSessions(account.token(), null).getCount()).isEqualTo(3);
        assertThat(mine(account)).isEmpty();
        assertThat(app.toSession(account.token(), null, null).getActive()).isTrue();
    }

    private List<String> mine(Sdk.Account account) throws ApiException {
        return sdk().app().listMySessions(null, null, null, null, account.token(), null).stream()
                .map(Session::getId)
                .toList();
    }
}
