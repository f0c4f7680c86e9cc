package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.RecoveryAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.recovery.RecoveryFlows;
import io.ostiary.flow.recovery.RecoveryMethod.Sent;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Recovery in which a person names any address of theirs and chooses where the code goes ({@code
 * feature_flags.choose_recovery_address}). The addresses to choose from are shown in part only, and
 * the chosen one has to be typed in full. An address that nobody has goes the way of one that is
 * its identity's only one.
 */
@Singleton
class ChooseRecoveryAddress {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String OFFERED = "offered_addresses";

    private final Instance<RecoveryFlows> recoveries;
    private final SendRecoveryCode send;
    private final FlowRepository flows;
    private final FormErrors errors;
    private final IdentityCalls identities;

    ChooseRecoveryAddress(
            Instance<RecoveryFlows> recoveries,
            SendRecoveryCode send,
            FlowRepository flows,
            FormErrors errors,
            @RestClient IdentityCalls identities) {
        this.recoveries = recoveries;
        this.send = send;
        this.flows = flows;
        this.errors = errors;
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

    /** Asks for any address. */
    static void askForAny(Flow flow) {
        flow.moveTo(FlowState.RECOVERY_AWAITING_ADDRESS);
        flow.ui().nodes().append(CodeNodes.anyAddress()).append(CodeNodes.submit());
    }

    /** Handles a submission that brings no code. */
    Uni<Answer> submit(Sent sent) {
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

    private Uni<Answer> ask(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        if (typed.isEmpty()) {
            return missing(sent, "recovery_address");
        }
        return all(typed)
                .chain(known -> known.isEmpty() || known.equals(List.of(typed))
                        ? confirm(sent, typed)
                        : offer(sent, typed, known));
    }

    private Uni<List<String>> all(String typed) {
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(typed)), DEADLINE)
                .map(found -> found.identity() == null
                        ? List.<String>of()
                        : Objects.requireNonNullElse(
                                        found.identity().body().recoveryAddresses(), List.<RecoveryAddressBody>of())
                                .stream()
                                .map(RecoveryAddressBody::value)
                                .sorted()
                                .toList());
    }

    private Uni<Answer> offer(Sent sent, String typed, List<String> known) {
        Flow flow = sent.flow();
        clear(sent, FlowState.RECOVERY_AWAITING_ADDRESS_CHOICE, Text.RECOVERY_CHOOSE_ADDRESS.plain());
        ObjectNode offered = flow.context().putObject(OFFERED);
        for (String address : known) {
            String value = SecretTexts.random();
            offered.put(value, address);
            flow.ui().nodes().append(CodeNodes.choice(value, MaskedAddress.of(address)));
        }
        flow.ui().nodes().append(CodeNodes.method()).append(CodeNodes.askedAddress(typed));
        return shown(sent);
    }

    private Uni<Answer> choose(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        String choice = sent.fields().text("recovery_select_address");
        if (choice.isEmpty()) {
            return missing(sent, "recovery_select_address");
        }
        if (typed.isEmpty()) {
            return missing(sent, "recovery_address");
        }
        JsonNode chosen = sent.flow().context().path(OFFERED).path(choice);
        if (chosen.isMissingNode()) {
            throw new ProblemException(new Problem.BadRequest("Choose one of the addresses shown."));
        }
        return chosen.asText().equals(typed) ? confirm(sent, typed) : askForFull(sent, typed, chosen.asText());
    }

    private Uni<Answer> askForFull(Sent sent, String typed, String chosen) {
        clear(sent, FlowState.RECOVERY_CONFIRMING_ADDRESS, Text.RECOVERY_ENTER_FULL_ADDRESS.plain());
        sent.flow()
                .ui()
                .nodes()
                .append(CodeNodes.fullAddress(chosen.contains("@")))
                .append(CodeNodes.askedAddress(typed))
                .append(CodeNodes.submit())
                .append(CodeNodes.method())
                .append(CodeNodes.back());
        return shown(sent);
    }

    /** Sends the code to an address that was typed in full. */
    private Uni<Answer> confirm(Sent sent, String address) {
        if (address.isEmpty()) {
            return missing(sent, "recovery_confirm_address");
        }
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(address)), DEADLINE)
                .chain(found -> sendTo(sent, address, found));
    }

    private Uni<Answer> sendTo(Sent sent, String address, Addresses.FoundRecovery found) {
        String asked = sent.fields().text("recovery_address");
        clear(
                sent,
                FlowState.RECOVERY_AWAITING_CODE,
                Text.RECOVERY_CODE_SENT_TO.with("masked_address", MaskedAddress.of(address)));
        sent.flow()
                .ui()
                .nodes()
                .append(CodeNodes.recoveryCode())
                .append(CodeNodes.submit())
                .append(CodeNodes.method())
                .append(CodeNodes.resend("recovery_confirm_address", address))
                .append(CodeNodes.askedAddress(asked))
                .append(CodeNodes.back());
        String via = address.contains("@") ? "email" : "sms";
        return send.send(sent, via, address, found)
                .replaceWith(() -> recoveries.get().shown(sent));
    }

    private Uni<Answer> goBack(Sent sent) {
        String typed = sent.fields().text("recovery_address");
        return all(typed).chain(known -> {
            boolean choices = known.size() > 1 && sent.flow().state() != FlowState.RECOVERY_AWAITING_ADDRESS_CHOICE;
            return choices ? offer(sent, typed, known) : askAnew(sent);
        });
    }

    private Uni<Answer> askAnew(Sent sent) {
        sent.flow().ui().clearMessages();
        sent.flow().ui().nodes().removeIf(node -> node.isIn(NodeGroup.CODE));
        askForAny(sent.flow());
        return shown(sent);
    }

    private static void clear(Sent sent, FlowState state, UiText message) {
        Flow flow = sent.flow();
        flow.moveTo(state);
        flow.setActive("code");
        flow.context().remove(OFFERED);
        flow.ui().clearMessages();
        flow.ui().nodes().removeIf(node -> node.isIn(NodeGroup.CODE));
        flow.ui().setMessage(message);
    }

    private Uni<Answer> shown(Sent sent) {
        return flows.save(sent.flow()).map(saved -> recoveries.get().shown(sent));
    }

    private Uni<Answer> missing(Sent sent, String field) {
        sent.flow().setActive("code");
        sent.flow().ui().clearMessages();
        sent.flow().ui().addMessage(NodeGroup.CODE, field, Text.REQUIRED.with("property", field));
        return errors.save(sent.request(), sent.flow());
    }
}
