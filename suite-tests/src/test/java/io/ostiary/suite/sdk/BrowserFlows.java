package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.api.FrontendApi;
import sh.ory.kratos.model.ContinueWithSettingsUi;
import sh.ory.kratos.model.UpdateLoginFlowBody;
import sh.ory.kratos.model.UpdateLoginFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRegistrationFlowBody;
import sh.ory.kratos.model.UpdateRegistrationFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateSettingsFlowBody;
import sh.ory.kratos.model.UpdateSettingsFlowWithProfileMethod;
import sh.ory.kratos.model.UpdateVerificationFlowBody;
import sh.ory.kratos.model.UpdateVerificationFlowWithCodeMethod;

/** The flows as a page's script goes through them: cookies and the anti-forgery token. */
interface BrowserFlows {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void aBrowserRegistersAndLogsOut() throws ApiException {
        var browser = sdk().browser();
        var flow = browser.createBrowserRegistrationFlow(null, null, null, null, null);
        assertThat(flow.getType()).isEqualTo("browser");
        assertThat(browser.getRegistrationFlow(flow.getId(), null).getId()).isEqualTo(flow.getId());
        String email = Sdk.newEmail();
        var form = new UpdateRegistrationFlowWithPasswordMethod()
                .method("password")
                .csrfToken(Forms.csrfToken(flow.getUi()))
                .traits(Map.of("email", email))
                .password(UUID.randomUUID().toString());
        var done = browser.updateRegistrationFlow(flow.getId(), new UpdateRegistrationFlowBody(form), null);
        assertThat(done.getSessionToken()).as("the cookie has it").isNull();
        var session = browser.toSession(null, null, null);
        assertThat(session.getId()).isEqualTo(done.getSession().getId());
        assertThat(session.getIdentity().getId()).isEqualTo(done.getIdentity().getId());

        var logout = browser.createBrowserLogoutFlow(null, null);
        assertThat(logout.getLogoutUrl()).contains(logout.getLogoutToken());
        browser.updateLogoutFlow(logout.getLogoutToken(), null, null);
        Sdk.refused(401, () -> browser.toSession(null, null, null));
        Sdk.refused(401, () -> browser.createBrowserLogoutFlow(null, null));
    }

    @Test
    default void aBrowserLogsInAndChangesAProfile() throws ApiException {
        Sdk.Account account = sdk().register();
        var browser = sdk().browser();
        logIn(browser, account);

        var flow = browser.createBrowserSettingsFlow(null, null);
        assertThat(flow.getIdentity().getId()).isEqualTo(account.id());
        var read = browser.getSettingsFlow(flow.getId(), null, null);
        assertThat(Forms.names(read.getUi())).contains("csrf_token", "traits.name", "password");
        var form = new UpdateSettingsFlowWithProfileMethod()
                .method("profile")
                .csrfToken(Forms.csrfToken(read.getUi()))
                .traits(Map.of("email", account.email(), "name", "Barbara"));
        var saved = browser.updateSettingsFlow(flow.getId(), new UpdateSettingsFlowBody(form), null, null);
        assertThat(saved.getState()).isEqualTo("success");
        assertThat(saved.getIdentity().getTraits()).isEqualTo(Map.of("email", account.email(), "name", "Barbara"));
    }

    @Test
    default void aBrowsersFlowIsNotShownToAnother() throws ApiException {
        var flow = sdk().browser().createBrowserLoginFlow(null, null, null, null, null, null, null, null);
        var other = sdk().browser();
        Sdk.refused(403, () -> other.getLoginFlow(flow.getId(), null));
    }

    @Test
    default void aBrowserVerifiesAnAddress() throws ApiException {
        String email = Sdk.newEmail();
        String identity = sdk().create(email).getId();
        var browser = sdk().browser();
        var flow = browser.createBrowserVerificationFlow(null);
        var form = new UpdateVerificationFlowWithCodeMethod()
                .method(UpdateVerificationFlowWithCodeMethod.MethodEnum.CODE)
                .csrfToken(Forms.csrfToken(flow.getUi()))
                .email(email);
        var sent = browser.updateVerificationFlow(flow.getId(), new UpdateVerificationFlowBody(form), null, null);
        assertThat(sent.getState()).isEqualTo("sent_email");
        form.email(null).code(sdk().mailedCode(email));
        var done = browser.updateVerificationFlow(flow.getId(), new UpdateVerificationFlowBody(form), null, null);
        assertThat(done.getState()).isEqualTo("passed_challenge");
        sdk().awaitVerified(identity);
    }

    @Test
    default void aBrowserRecoversAnAccount() throws ApiException {
        String email = Sdk.newEmail();
        String identity = sdk().create(email).getId();
        var browser = sdk().browser();
        var flow = browser.createBrowserRecoveryFlow(null);
        var form = new UpdateRecoveryFlowWithCodeMethod()
                .method(UpdateRecoveryFlowWithCodeMethod.MethodEnum.CODE)
                .csrfToken(Forms.csrfToken(flow.getUi()))
                .email(email);
        browser.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(form), null, null);
        form.email(null).code(sdk().mailedCode(email));
        var done = browser.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(form), null, null);
        assertThat(done.getState()).isEqualTo("passed_challenge");
        String settings = Forms.next(done.getContinueWith(), ContinueWithSettingsUi.class)
                .getFlow()
                .getId();
        assertThat(browser.getSettingsFlow(settings, null, null).getIdentity().getId())
                .isEqualTo(identity);
    }

    private static void logIn(FrontendApi browser, Sdk.Account account) throws ApiException {
        var flow = browser.createBrowserLoginFlow(null, null, null, null, null, null, null, null);
        var form = new UpdateLoginFlowWithPasswordMethod()
                .method("password")
                .csrfToken(Forms.csrfToken(flow.getUi()))
                .identifier(account.email())
                .password(account.password());
        var done = browser.updateLoginFlow(flow.getId(), new UpdateLoginFlowBody(form), null, null);
        assertThat(done.getSessionToken()).as("the cookie has it").isNull();
        assertThat(done.getSession().getIdentity().getId()).isEqualTo(account.id());
    }
}
