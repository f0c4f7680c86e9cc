package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.method.Forms;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeRecoveryTest {

    private final CodeRecovery recovery = new CodeRecovery(null, null, null, null, null, null, null);
    private final Flow flow = Forms.flow(FlowKind.RECOVERY, FlowType.API);

    @Test
    void asksForAnAddress() {
        assertThat(drawn()).containsExactly("email:email", "method:submit");
    }

    @Test
    void asksForTheCodeThatWasSent() {
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.state(MethodName.CODE).put("address", "ann@example.org");

        assertThat(drawn()).containsExactly("code:text", "method:hidden", "method:submit", "email:submit");
    }

    @Test
    void sendsNoOtherCodeWhereAnOperatorHandsItOver() {
        flow.moveTo(FlowState.SENT_EMAIL);

        assertThat(drawn()).containsExactly("code:text", "method:submit");
    }

    @Test
    void keepsItsFormWhenItHasPassed() {
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.state(MethodName.CODE).put("address", "ann@example.org");
        var before = drawn();

        flow.moveTo(FlowState.PASSED_CHALLENGE);

        assertThat(drawn()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "CHOOSE_METHOD, code, false",
        "SENT_EMAIL, code, true",
        "SENT_EMAIL, email, false",
        "SENT_EMAIL, nothing, true",
        "PASSED_CHALLENGE, code, true",
        "RECOVERY_AWAITING_CODE, code, true",
        "RECOVERY_AWAITING_CODE, nothing, false",
        "RECOVERY_AWAITING_ADDRESS, code, false",
    })
    void takesForACodeWhatFollowsOne(FlowState state, String field, boolean bringsSecret) {
        flow.moveTo(state);

        assertThat(recovery.bringsSecret(Forms.sent(flow, Json.object().put(field, "123456"))))
                .isEqualTo(bringsSecret);
    }

    @Test
    void tellsAnInactiveAccountSo() {
        Problem disabled = new Problem.IdentityDisabled(true, Json.object());

        assertThat(lost(Lost.How.DISABLED, disabled))
                .isEqualTo(new Step.StartOver<>(Text.ACCOUNT_DISABLED.plain(), disabled, false));
    }

    @Test
    void beginsAnewWhenAnotherAttemptWasFirst() {
        assertThat(lost(Lost.How.CLAIMED, null))
                .isInstanceOfSatisfying(
                        Step.StartOver.class, over -> assertThat(over.told()).isInstanceOf(Problem.BadRequest.class));
    }

    @Test
    void callsACodeWrongWhoseAddressIsNobodysAnyMore() {
        flow.moveTo(FlowState.RECOVERY_AWAITING_CODE);

        assertThat(lost(Lost.How.VOID, null))
                .isEqualTo(
                        new Step.ShowAgain<>(FlowState.RECOVERY_AWAITING_CODE, Text.RECOVERY_CODE_WRONG.plain(), null));
    }

    private Step<Opened> lost(Lost.How how, Problem told) {
        Sent sent = Forms.sent(flow, Json.object());
        return recovery.lost(sent, new Lost(how, told));
    }

    private List<String> drawn() {
        flow.ui().nodes().clear();
        recovery.draw(flow, flow.ui().nodes());
        return Forms.elements(flow);
    }
}
