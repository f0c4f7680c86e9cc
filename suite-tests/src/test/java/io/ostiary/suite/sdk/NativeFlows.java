package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.JSON;
import sh.ory.kratos.model.ContinueWithSetOrySessionToken;
import sh.ory.kratos.model.ContinueWithSettingsUi;
import sh.ory.kratos.model.ContinueWithVerificationUi;
import sh.ory.kratos.model.LoginFlow;
import sh.ory.kratos.model.PerformNativeLogoutBody;
import sh.ory.kratos.model.RegistrationFlow;
import sh.ory.kratos.model.UpdateLoginFlowBody;
import sh.ory.kratos.model.UpdateLoginFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateRecoveryFlowBody;
import sh.ory.kratos.model.UpdateRecoveryFlowWithCodeMethod;
import sh.ory.kratos.model.UpdateRegistrationFlowBody;
import sh.ory.kratos.model.UpdateRegistrationFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateSettingsFlowBody;
import sh.ory.kratos.model.UpdateSettingsFlowWithPasswordMethod;
import sh.ory.kratos.model.UpdateSettingsFlowWithProfileMethod;
import sh.ory.kratos.model.UpdateVerificationFlowBody;
import sh.ory.kratos.model.UpdateVerificationFlowWithCodeMethod;

/** The flows as an app goes through them: session tokens, no cookies. */
interface NativeFlows {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void anAppRegisters() throws ApiException {
        var app = sdk().app();
        var flow = app.createNativeRegistrationFlow(null, null, null, null);
        assertThat(flow.getType()).isEqualTo("api");
        assertThat(Forms.names(flow.getUi())).contains("traits.email", "traits.name", "password", "method");
        var read = app.getRegistrationFlow(flow.getId(), null);
        assertThat(read.getUi().getAction()).isEqualTo(flow.getUi().getAction());
        assertThat(read.getExpiresAt()).isEqualTo(flow.getExpiresAt());

        var form = new UpdateRegistrationFlowWithPasswordMethod()
                .method("password")
                .traits(Map.of("email", "nowhere"))
                .password(UUID.randomUUID().toString());
        var refusal = catchThrowableOfType(
                ApiException.class,
                () -> app.updateRegistrationFlow(flow.getId(), new UpdateRegistrationFlowBody(form), null));
        assertThat(refusal.getCode()).isEqualTo(400);
        RegistrationFlow again = JSON.deserialize(refusal.getResponseBody(), RegistrationFlow.class);
        assertThat(again.getId()).isEqualTo(flow.getId());
        assertThat(again.getUi().getNodes())
                .anyMatch(each -> !each.getMessages().isEmpty());

        String email = Sdk.newEmail();
        form.traits(Map.of("email", email));
        var done = app.updateRegistrationFlow(flow.getId(), new UpdateRegistrationFlowBody(form), null);
        assertThat(done.getIdentity().getTraits()).isEqualTo(Map.of("email", email));
        assertThat(done.getIdentity().getVerifiableAddresses())
                .singleElement()
                .satisfies(each -> assertThat(each.getVerified()).isFalse());
        assertThat(done.getSession().getIdentity().getId())
                .isEqualTo(done.getIdentity().getId());
        assertThat(done.getSessionToken()).startsWith("ory_st_");
        assertThat(Forms.next(done.getContinueWith(), ContinueWithVerificationUi.class)
                        .getFlow())
                .satisfies(next -> assertThat(next.getVerifiableAddress()).isEqualTo(email));
    }

    @Test
    default void anAppLogsInAndOut() throws ApiException {
        Sdk.Account account = sdk().register();
        var app = sdk().app();
        var flow = app.createNativeLoginFlow(null, null, null, true, null, null, null, null);
        assertThat(flow.getSessionTokenExchangeCode()).isNotBlank();
        assertThat(Forms.names(flow.getUi())).contains("identifier", "password", "method");
        assertThat(app.getLoginFlow(flow.getId(), null).getId()).isEqualTo(flow.getId());

        var form = new UpdateLoginFlowWithPasswordMethod()
                .method("password")
                .identifier(account.email())
                .password("not the password");
        var refusal = catchThrowableOfType(
                ApiException.class, () -> app.updateLoginFlow(flow.getId(), new UpdateLoginFlowBody(form), null, null));
        assertThat(refusal.getCode()).isEqualTo(400);
        LoginFlow again = JSON.deserialize(refusal.getResponseBody(), LoginFlow.class);
        assertThat(Forms.messages(again.getUi())).containsExactly(4000006L);

        form.password(account.password());
        var done = app.updateLoginFlow(flow.getId(), new UpdateLoginFlowBody(form), null, null);
        assertThat(done.getSession().getActive()).isTrue();
        String token = done.getSessionToken();
        assertThat(app.toSession(token, null, null).getId())
                .isEqualTo(done.getSession().getId());

        app.performNativeLogout(new PerformNativeLogoutBody().sessionToken(token));
        Sdk.refused(401, () -> app.toSession(token, null, null));
    }

    @Test
    default void anAppExchangesNoCodesThatLeadNowhere() throws ApiException {
        var app = sdk().app();
        var flow = app.createNativeLoginFlow(null, null, null, true, null, null, null, null);
        String code = flow.getSessionTokenExchangeCode();
        Sdk.refused(404, () -> app.exchangeSessionToken(code, "something"));
    }

    @Test
    default void anAppVerifiesAnAddress() throws ApiException {
        String email = Sdk.newEmail();
        String identity = sdk().create(email).getId();
        var app = sdk().app();
        var flow = app.createNativeVerificationFlow(null);
        assertThat(flow.getState()).isEqualTo("choose_method");
        var form = new UpdateVerificationFlowWithCodeMethod()
                .method(UpdateVerificationFlowWithCodeMethod.MethodEnum.CODE)
                .email(email);
        var sent = app.updateVerificationFlow(flow.getId(), body(form), null, null);
        assertThat(sent.getState()).isEqualTo("sent_email");
        assertThat(Forms.messages(sent.getUi())).containsExactly(1080003L);

        form.email(null).code(sdk().mailedCode(email));
        app.updateVerificationFlow(flow.getId(), body(form), null, null);
        var read = app.getVerificationFlow(flow.getId(), null);
        assertThat(read.getState()).isEqualTo("passed_challenge");
        assertThat(Forms.messages(read.getUi())).containsExactly(1080002L);
        sdk().awaitVerified(identity);
    }

    @Test
    default void anAppRecoversAnAccountAndSetsAPassword() throws ApiException {
        String email = Sdk.newEmail();
        sdk().create(email);
        var app = sdk().app();
        var flow = app.createNativeRecoveryFlow();
        assertThat(app.getRecoveryFlow(flow.getId(), null).getState()).isEqualTo("choose_method");
        var form = new UpdateRecoveryFlowWithCodeMethod()
                .method(UpdateRecoveryFlowWithCodeMethod.MethodEnum.CODE)
                .email(email);
        var sent = app.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(form), null, null);
        assertThat(sent.getState()).isEqualTo("sent_email");
        assertThat(Forms.messages(sent.getUi())).containsExactly(1060003L);

        form.email(null).code(sdk().mailedCode(email));
        var done = app.updateRecoveryFlow(flow.getId(), new UpdateRecoveryFlowBody(form), null, null);
        assertThat(done.getState()).isEqualTo("passed_challenge");
        var next = done.getContinueWith();
        String token = Forms.next(next, ContinueWithSetOrySessionToken.class).getOrySessionToken();
        String settings =
                Forms.next(next, ContinueWithSettingsUi.class).getFlow().getId();
        assertThat(Forms.messages(app.getSettingsFlow(settings, token, null).getUi()))
                .containsExactly(1060001L);

        var password = new UpdateSettingsFlowWithPasswordMethod()
                .method("password")
                .password(UUID.randomUUID().toString());
        var saved = app.updateSettingsFlow(settings, new UpdateSettingsFlowBody(password), token, null);
        assertThat(saved.getState()).isEqualTo("success");
        assertThat(Forms.messages(saved.getUi())).containsExactly(1050001L);
    }

    @Test
    default void anAppChangesAProfile() throws ApiException {
        Sdk.Account account = sdk().register();
        var app = sdk().app();
        var flow = app.createNativeSettingsFlow(account.token());
        assertThat(flow.getIdentity().getId()).isEqualTo(account.id());
        assertThat(Forms.names(flow.getUi())).contains("traits.name", "password", "method");

        var form = new UpdateSettingsFlowWithProfileMethod()
                .method("profile")
                .traits(Map.of("email", account.email(), "name", "Grace"));
        var saved = app.updateSettingsFlow(flow.getId(), new UpdateSettingsFlowBody(form), account.token(), null);
        assertThat(saved.getState()).isEqualTo("success");
        assertThat(saved.getIdentity().getTraits()).isEqualTo(Map.of("email", account.email(), "name", "Grace"));
        Sdk.refused(401, () -> app.createNativeSettingsFlow(null));
    }

    private static UpdateVerificationFlowBody body(UpdateVerificationFlowWithCodeMethod form) {
        return new UpdateVerificationFlowBody(form);
    }
}
