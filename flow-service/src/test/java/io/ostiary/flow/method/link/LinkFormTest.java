package io.ostiary.flow.method.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.method.Forms;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.verification.VerificationForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkFormTest {

    private final LinkVerification verification = new LinkVerification(null, null, null, null, null, null);
    private final LinkRecovery recovery = new LinkRecovery(null, null, null, null, null, null);
    private final Flow flow = Forms.flow(FlowKind.VERIFICATION, FlowType.API);

    @Test
    void asksForAnAddressBehindTheToken() {
        draw();

        assertThat(Forms.elements(flow)).containsExactly("csrf_token:hidden", "email:email", "method:submit");
    }

    @Test
    void sendsAnotherLinkToAnAddressThatWasKnownBefore() {
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.state(MethodName.LINK).put("resend", "email").put("resend_to", "ann@example.org");

        draw();

        assertThat(Forms.elements(flow))
                .containsExactly("csrf_token:hidden", "email:email", "method:submit", "email:submit");
    }

    @Test
    void emptiesTheFieldWhenTheAddressIsMissing() {
        assertThat(verification.atSight(Forms.sent(flow, Json.object())))
                .contains(Step.refused("email", Text.REQUIRED.with("property", "email")));

        draw();

        assertThat(flow.ui().nodes().find("email").orElseThrow().value()).isEqualTo(Json.tree(""));
    }

    @Test
    void refusesWhatIsNoMailAddress() {
        assertThat(recovery.atSight(Forms.sent(flow, Json.object().put("email", "nowhere"))))
                .contains(Step.refused("email", Text.NOT_AN_EMAIL.with("value", "nowhere")));
    }

    @Test
    void saysThatARecoveryIsDoneBeforeAnythingElse() {
        flow.moveTo(FlowState.PASSED_CHALLENGE);

        assertThat(recovery.atSight(Forms.sent(flow, Json.object())))
                .contains(new Step.StartOver<>(Text.RECOVERY_DONE_ALREADY.plain(), null, false));
    }

    @ParameterizedTest
    @EnumSource(Lost.How.class)
    void beginsAnewInABrowserWhateverBecameOfALink(Lost.How how) {
        assertThat(recovery.lost(Forms.sent(flow, Json.object()), new Lost(how, null)))
                .isInstanceOfSatisfying(Step.StartOver.class, over -> {
                    assertThat(over.inBrowser()).isTrue();
                    assertThat(over.told()).isNull();
                });
    }

    private void draw() {
        flow.ui().nodes().clear();
        verification.draw(new VerificationForm(flow, "", null));
    }
}
