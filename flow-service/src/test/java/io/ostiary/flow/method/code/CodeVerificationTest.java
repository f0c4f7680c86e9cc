package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.method.Forms;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.verification.VerificationForm;
import io.ostiary.internal.identity.Complaint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeVerificationTest {

    private static final String TOKEN = "token";

    private static final String CONFIGURATION = """
            {"dsn": "memory", "selfservice": {"default_browser_return_url": "https://ui.example.org/"},
             "serve": {"public": {"base_url": "https://id.example.org/"}},
             "identity": {"default_schema_id": "default",
                          "schemas": [{"id": "default", "url": "base64://eyJ0eXBlIjoib2JqZWN0In0="}]}}
            """;

    private final CodeVerification verification = new CodeVerification(
            new CodeConfig(Configuration.of(Json.read(CONFIGURATION, ObjectNode.class), Map.of(), Path.of("."))),
            null,
            null,
            null,
            null);
    private final Flow app = Forms.flow(FlowKind.VERIFICATION, FlowType.API);
    private final Flow browser = Forms.flow(FlowKind.VERIFICATION, FlowType.BROWSER);

    @Test
    void asksForAnAddress() {
        draw(browser, TOKEN, null);

        assertThat(Forms.elements(browser)).containsExactly("email:email", "method:submit", "csrf_token:hidden");
    }

    @Test
    void showsAppsNoTokenUntilTheAddressIsAskedForAgain() {
        draw(app, "", null);
        assertThat(Forms.elements(app)).containsExactly("email:email", "method:submit");

        draw(app, "", "nobody@example.org");
        assertThat(Forms.elements(app)).containsExactly("email:email", "method:submit", "csrf_token:hidden");
        assertThat(value(app, "email")).isEqualTo("nobody@example.org");
    }

    @Test
    void asksForTheCodeThatWasSent() {
        wait(browser, "email", "ann@example.org");

        draw(browser, TOKEN, null);

        assertThat(Forms.elements(browser))
                .containsExactly("method:hidden", "code:text", "method:submit", "csrf_token:hidden", "email:submit");
    }

    @Test
    void sendsAnotherCodeByTheButtonOfTheAddress() {
        wait(app, "sms", "+4915112345617");

        draw(app, "", null);

        assertThat(Forms.elements(app)).containsExactly("method:hidden", "code:text", "method:submit", "sms:submit");
        assertThat(value(app, "sms")).isEqualTo("+4915112345617");
    }

    @Test
    void asksForTheAddressInPlaceOfTheButtonWhenAFormCameEmpty() {
        wait(app, "email", "ann@example.org");
        app.ui().setMessage(Text.VERIFICATION_EMAIL_CODE_SENT.plain());

        Step<?> step = verification.atSight(Forms.sent(app, Json.object())).orElseThrow();
        draw(app, "", null);

        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Refused.class,
                        refused -> assertThat(refused.complaints())
                                .containsExactly(
                                        new Complaint(null, Text.VERIFICATION_EMAIL_CODE_SENT.plain()),
                                        new Complaint("email", Text.REQUIRED.with("property", "email"))));
        assertThat(Forms.elements(app))
                .containsExactly("method:hidden", "code:text", "method:submit", "email:email", "csrf_token:hidden");
        assertThat(value(app, "email")).isEmpty();
    }

    @Test
    void seesNothingWrongWithAnAddressOrACode() {
        assertThat(verification.atSight(Forms.sent(app, Json.object().put("email", "nowhere"))))
                .isEmpty();
        assertThat(verification.atSight(Forms.sent(app, Json.object().put("code", "123456"))))
                .isEmpty();
    }

    @Test
    void takesACodeWithoutAMethodUnlessThereIsALinksToken() {
        assertThat(verification.isMeant(Forms.sent(app, Json.object().put("code", "123456"))))
                .isTrue();
        assertThat(verification.isMeant(
                        Forms.sent(app, Json.object().put("code", "123456").put("token", "x"))))
                .isFalse();
        assertThat(verification.isMeant(
                        Forms.sent(app, Json.object().put("code", "123456").put("method", "link"))))
                .isFalse();
    }

    @Test
    void beginsAnewWhenAnotherAttemptWasFirst() {
        assertThat(verification.lost(Forms.sent(app, Json.object()), new Lost(Lost.How.CLAIMED, null)))
                .isEqualTo(new Step.StartOver<>(Text.VERIFICATION_DONE_ALREADY.plain(), null, false));
    }

    @Test
    void callsACodeWrongWhoseAddressIsNobodysAnyMore() {
        wait(app, "email", "ann@example.org");

        assertThat(verification.lost(Forms.sent(app, Json.object()), new Lost(Lost.How.VOID, null)))
                .isEqualTo(new Step.ShowAgain<>(FlowState.SENT_EMAIL, Text.VERIFICATION_CODE_WRONG.plain(), null));
    }

    private static void wait(Flow flow, String button, String address) {
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.state(MethodName.CODE).put("resend", button).put("address", address);
    }

    private void draw(Flow flow, String token, String askedAgain) {
        flow.ui().nodes().clear();
        verification.draw(new VerificationForm(flow, token, askedAgain));
    }

    private static String value(Flow flow, String element) {
        Node node = flow.ui().nodes().find(element).orElseThrow();
        return node.value().asText();
    }
}
