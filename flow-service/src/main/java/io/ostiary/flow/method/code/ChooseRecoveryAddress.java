package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.RecoveryAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Recovery in which a person names any address of theirs and chooses where the code goes ({@code
 * feature_flags.choose_recovery_address}). The addresses to choose from are shown in part only, and the chosen one has to
 * be typed in full. An address that nobody has goes the way of one that is its identity's only one.
 */
@Singleton
class ChooseRecoveryAddress {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    // What the flow keeps: the address that was asked for first, those to choose from by the value of their button, the
    // chosen one, and the one to which a code was sent.
    private static final String ASKED = "asked_address";
    private static final String OFFERED = "offered_addresses";
    private static final String CHOSEN = "chosen_address";
    private static final String SENT_TO = "sent_to";

    private final SendRecoveryCode send;
    private final IdentityCalls identities;

    ChooseRecoveryAddress(SendRecoveryCode send, @RestClient IdentityCalls identities) {
        this.send = send;
        this.identities = identities;
    }

    /** Whether a flow is one of these, and not done. */
    static boolean isUnderWay(Flow flow) {
        return switch (flow.state()) {
            case RECOVERY_AWAITING_ADDRESS,
                    RECOVERY_AWAITING_ADDRESS_CHOICE,
                    RECOVERY_CONFIRMING_ADDRESS,
                    RECOVERY_AWAITING_CODE -> true;
            default -> false;
        };
    }

    /** Whether a flow is one of these in which a code was sent. */
    static boolean hasSent(Flow flow) {
        return state(flow).has(SENT_TO);
    }

    private static ObjectNode state(Flow flow) {
        return flow.state(MethodName.CODE);
    }

    /** Draws the form of a flow where it stands. */
    static void draw(Flow flow, Nodes nodes) {
        switch (flow.state()) {
            case RECOVERY_AWAITING_ADDRESS_CHOICE -> drawChoices(state(flow), nodes);
            case RECOVERY_CONFIRMING_ADDRESS -> drawConfirmation(state(flow), nodes);
            case RECOVERY_AWAITING_CODE, PASSED_CHALLENGE -> drawCode(state(flow), nodes);
            default -> nodes.append(CodeNodes.anyAddress()).append(CodeNodes.submit());
        }
    }

    private static void drawChoices(ObjectNode state, Nodes nodes) {
        state.path(OFFERED)
                .properties()
                .forEach(each -> nodes.append(CodeNodes.choice(
                        each.getKey(), MaskedAddress.of(each.getValue().asText()))));
        nodes.append(CodeNodes.method()).append(CodeNodes.askedAddress(text(state, ASKED)));
    }

    private static void drawConfirmation(ObjectNode state, Nodes nodes) {
        nodes.append(CodeNodes.fullAddress(text(state, CHOSEN).contains("@")))
                .append(CodeNodes.askedAddress(text(state, ASKED)))
                .append(CodeNodes.submit())
                .append(CodeNodes.method())
                .append(CodeNodes.back());
    }

    private static void drawCode(ObjectNode state, Nodes nodes) {
        nodes.append(CodeNodes.recoveryCode())
                .append(CodeNodes.submit())
                .append(CodeNodes.method())
                .append(CodeNodes.resend("recovery_confirm_address", text(state, SENT_TO)))
                .append(CodeNodes.askedAddress(text(state, ASKED)))
                .append(CodeNodes.back());
    }

    private static String text(ObjectNode state, String field) {
        return state.path(field).asText();
    }

    /** Handles a submission that brings no code. */
    Uni<Step<Opened>> submit(Sent sent) {
        if (sent.fields().text("screen").equals("previous")) {
            return goBack(sent);
        }
        return switch (sent.flow().state()) {
            case RECOVERY_AWAITING_ADDRESS_CHOICE -> choose(sent);
            case RECOVERY_CONFIRMING_ADDRESS, RECOVERY_AWAITING_CODE ->
                confirm(sent, sent.fields().text("recovery_confirm_address"));
            default -> ask(sent);
        };
    }

    private Uni<Step<Opened>> ask(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        if (typed.isEmpty()) {
            return missing("recovery_address");
        }
        return all(typed)
                .chain(known -> known.isEmpty() || known.equals(List.of(typed))
                        ? confirm(sent, typed)
                        : step(offer(sent, typed, known)));
    }

    private Uni<List<String>> all(String typed) {
        return find(typed)
                .map(found -> found.identity() == null
                        ? List.<String>of()
                        : Objects.requireNonNullElse(
                                        found.identity().body().recoveryAddresses(), List.<RecoveryAddressBody>of())
                                .stream()
                                .map(RecoveryAddressBody::value)
                                .sorted()
                                .toList());
    }

    private Uni<Addresses.FoundRecovery> find(String address) {
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(address)), DEADLINE);
    }

    private static Step<Opened> offer(Sent sent, String typed, List<String> known) {
        ObjectNode state = state(sent.flow()).removeAll().put(ASKED, typed);
        ObjectNode offered = state.putObject(OFFERED);
        known.forEach(address -> offered.put(SecretTexts.random(), address));
        return new Step.ShowAgain<>(
                FlowState.RECOVERY_AWAITING_ADDRESS_CHOICE, Text.RECOVERY_CHOOSE_ADDRESS.plain(), null);
    }

    private Uni<Step<Opened>> choose(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        String choice = sent.fields().text("recovery_select_address");
        if (choice.isEmpty()) {
            return missing("recovery_select_address");
        }
        if (typed.isEmpty()) {
            return missing("recovery_address");
        }
        JsonNode chosen = state(sent.flow()).path(OFFERED).path(choice);
        if (chosen.isMissingNode()) {
            return step(Step.refused(null, Text.REASON.with("reason", "Choose one of the addresses shown.")));
        }
        return chosen.asText().equals(typed) ? confirm(sent, typed) : step(askForFull(sent, typed, chosen.asText()));
    }

    private static Step<Opened> askForFull(Sent sent, String typed, String chosen) {
        state(sent.flow()).removeAll().put(ASKED, typed).put(CHOSEN, chosen);
        return new Step.ShowAgain<>(
                FlowState.RECOVERY_CONFIRMING_ADDRESS, Text.RECOVERY_ENTER_FULL_ADDRESS.plain(), null);
    }

    /** Sends the code to an address that was typed in full. */
    private Uni<Step<Opened>> confirm(Sent sent, String address) {
        return address.isEmpty()
                ? missing("recovery_confirm_address")
                : find(address).map(found -> sendTo(sent, address, found));
    }

    private Step<Opened> sendTo(Sent sent, String address, Addresses.FoundRecovery found) {
        state(sent.flow())
                .removeAll()
                .put(ASKED, sent.fields().text("recovery_address"))
                .put(SENT_TO, address);
        String via = address.contains("@") ? "email" : "sms";
        return new Step.ShowAgain<>(
                FlowState.RECOVERY_AWAITING_CODE,
                Text.RECOVERY_CODE_SENT_TO.with("masked_address", MaskedAddress.of(address)),
                send.to(sent.flow(), via, address, found));
    }

    private Uni<Step<Opened>> goBack(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        return all(typed).map(known -> {
            boolean choices = known.size() > 1 && sent.flow().state() != FlowState.RECOVERY_AWAITING_ADDRESS_CHOICE;
            return choices ? offer(sent, typed, known) : askAnew(sent.flow());
        });
    }

    private static Step<Opened> askAnew(Flow flow) {
        state(flow).removeAll();
        return new Step.ShowAgain<>(FlowState.RECOVERY_AWAITING_ADDRESS, null, null);
    }

    private static Uni<Step<Opened>> missing(String field) {
        return step(Step.refused(field, Text.REQUIRED.with("property", field)));
    }

    private static Uni<Step<Opened>> step(Step<Opened> step) {
        return Uni.createFrom().item(step);
    }
}
