package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.method.Forms;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Step;
import org.junit.jupiter.api.Test;

class ChooseRecoveryAddressTest {

    private static final String MAIL = "ann@example.org";
    private static final String PHONE = "+4915112345617";

    private final ChooseRecoveryAddress choose = new ChooseRecoveryAddress(null, null);
    private final Flow flow = Forms.flow(FlowKind.RECOVERY, FlowType.API);

    @Test
    void asksForAnyAddress() {
        flow.moveTo(FlowState.RECOVERY_AWAITING_ADDRESS);

        draw();

        assertThat(Forms.elements(flow)).containsExactly("recovery_address:text", "method:submit");
    }

    @Test
    void showsChoicesInPartOnly() {
        offer();

        draw();

        assertThat(Forms.elements(flow))
                .containsExactly(
                        "recovery_select_address:submit",
                        "recovery_select_address:submit",
                        "method:hidden",
                        "recovery_address:hidden");
        assertThat(Json.text(flow.ui())).contains("+49****17").doesNotContain(PHONE);
    }

    @Test
    void refusesWhatWasNotOffered() {
        offer();

        assertThat(submit(Json.object().put("recovery_address", MAIL).put("recovery_select_address", "x")))
                .isInstanceOf(Step.Refused.class);
    }

    @Test
    void asksForTheChosenAddressInFull() {
        offer();

        Step<Opened> step = submit(Json.object().put("recovery_address", MAIL).put("recovery_select_address", "b"));
        flow.moveTo(FlowState.RECOVERY_CONFIRMING_ADDRESS);
        draw();

        assertThat(step)
                .isEqualTo(new Step.ShowAgain<>(
                        FlowState.RECOVERY_CONFIRMING_ADDRESS, Text.RECOVERY_ENTER_FULL_ADDRESS.plain(), null));
        assertThat(Forms.elements(flow))
                .containsExactly(
                        "recovery_confirm_address:tel",
                        "recovery_address:hidden",
                        "method:submit",
                        "method:hidden",
                        "screen:submit");
        assertThat(Json.text(flow.ui())).doesNotContain(PHONE);
    }

    @Test
    void complainsAboutAMissingChoice() {
        offer();

        assertThat(submit(Json.object().put("recovery_address", MAIL)))
                .isEqualTo(Step.refused(
                        "recovery_select_address", Text.REQUIRED.with("property", "recovery_select_address")));
    }

    private void offer() {
        flow.moveTo(FlowState.RECOVERY_AWAITING_ADDRESS_CHOICE);
        ObjectNode state = flow.state(MethodName.CODE).put("asked_address", MAIL);
        state.putObject("offered_addresses").put("a", MAIL).put("b", PHONE);
    }

    private Step<Opened> submit(ObjectNode fields) {
        return choose.submit(Forms.sent(flow, fields))
                .subscribeAsCompletionStage()
                .join();
    }

    private void draw() {
        flow.ui().nodes().clear();
        ChooseRecoveryAddress.draw(flow, flow.ui().nodes());
    }
}
