package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.ory.kratos.ApiException;
import sh.ory.kratos.model.CourierMessageStatus;
import sh.ory.kratos.model.CourierMessageType;
import sh.ory.kratos.model.IdentitySchemaContainer;
import sh.ory.kratos.model.Message;

/** Mails, schemas, errors, and what a service says of itself. */
interface Others {

    /** The client that the tests use. */
    Sdk sdk();

    @Test
    default void anOperatorReadsWhatWasSent() throws ApiException {
        Sdk.Account account = sdk().register();
        sdk().mailedCode(account.email());
        var courier = sdk().courier();
        List<Message> messages = courier.listCourierMessages(250L, null, CourierMessageStatus.SENT, account.email());
        assertThat(messages).hasSize(1);
        Message message = courier.getCourierMessage(messages.getFirst().getId());
        assertThat(message.getRecipient()).isEqualTo(account.email());
        assertThat(message.getType()).isEqualTo(CourierMessageType.EMAIL);
        assertThat(message.getTemplateType()).isEqualTo(Message.TemplateTypeEnum.VERIFICATION_CODE_VALID);
        assertThat(message.getDispatches()).isNotEmpty();
    }

    @Test
    default void anyoneReadsSchemas() throws ApiException {
        var schemas = sdk().schemas().listIdentitySchemas(null, null, null, null);
        assertThat(schemas).extracting(IdentitySchemaContainer::getId).containsExactly("person");
        Object schema = sdk().schemas().getIdentitySchema("person");
        assertThat(schema).isEqualTo(schemas.getFirst().getSchema());
        assertThat(((Map<?, ?>) schema).get("type")).isEqualTo("object");
        Sdk.refused(404, () -> sdk().schemas().getIdentitySchema("nothing"));
    }

    @Test
    default void aPageShowsTheErrorThatItWasSentFor() throws ApiException {
        var app = sdk().app();
        String sent = sdk().redirect("/self-service/login/browser?return_to=https://evil.example.net/");
        assertThat(sent).contains("?id=");
        String id = sent.substring(sent.indexOf("?id=") + 4);
        var error = app.getFlowError(id);
        assertThat(error.getId()).isEqualTo(id);
        assertThat(((Map<?, ?>) error.getError()).get("code")).isEqualTo(400.0);
        assertThat(((Map<?, ?>) error.getError()).get("reason")).isNotNull();
        Sdk.refused(404, () -> app.getFlowError("01234567-89ab-4def-8123-456789abcdef"));
    }

    @Test
    default void aServiceTellsItsHealthAndVersion() throws ApiException {
        assertThat(sdk().metadata().isAlive().getStatus()).isEqualTo("ok");
        assertThat(sdk().metadata().isReady().getStatus()).isEqualTo("ok");
        assertThat(sdk().adminMetadata().isReady().getStatus()).isEqualTo("ok");
        assertThat(sdk().adminMetadata().getVersion().getVersion()).isNotBlank();
    }

    @Test
    default void aPageLoadsTheScriptOfItsForms() throws ApiException {
        assertThat(sdk().app().getWebAuthnJavaScript()).contains("function");
    }

    @Test
    default void aPasswordKeeperFindsTheSettings() {
        Sdk.Plain answer = sdk().plain(Operation.named("getWellKnownChangePassword"), null);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).endsWith("/self-service/settings/browser");
    }
}
