package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Adding a second factor by a code that is sent to an address of the person whose session it is. Where there is one address
 * and nothing else to step up with, the code goes out as the flow begins; else a button for each address sends it.
 */
@Singleton
public class CodeSecondFactor implements LoginMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    // What the flow keeps: where the last code went, and that the form that says so has yet to be drawn.
    private static final String SENT_TO = "sent_to";
    private static final String SENT_VIA = "sent_via";
    private static final String JUST_SENT = "just_sent";
    private static final String TYPED = "typed";

    private final CodeConfig config;
    private final MakeCode codes;
    private final CodeAddresses addresses;
    private final UseLoginCode uses;
    private final IdentityCalls identities;

    CodeSecondFactor(
            CodeConfig config,
            MakeCode codes,
            CodeAddresses addresses,
            UseLoginCode uses,
            @RestClient IdentityCalls identities) {
        this.config = config;
        this.codes = codes;
        this.addresses = addresses;
        this.uses = uses;
        this.identities = identities;
    }

    @Override
    public Method method() {
        return config.asSecondFactor();
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.SECOND);
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.Second second ->
                addresses.of(second.flow(), second.who()).map(all -> offer(second, all));
            case LoginForm.UnderWay underWay -> Uni.createFrom().item(() -> askForSent(underWay));
            case LoginForm.First first -> nothing();
            case LoginForm.Identified told -> nothing();
            case LoginForm.Again again -> nothing();
        };
    }

    private static Uni<Offer> nothing() {
        return Uni.createFrom().item(Offer.NOTHING);
    }

    private static Offer offer(LoginForm.Second form, List<CodeAddress> all) {
        all.forEach(each -> form.nodes().append(CodeNodes.sendTo(each)));
        return switch (all.size()) {
            case 0 -> Offer.NOTHING;
            case 1 -> Offer.CAN_BEGIN;
            default -> Offer.ASKS;
        };
    }

    private Offer askForSent(LoginForm.UnderWay form) {
        if (!form.by().equals(method().name())) {
            return Offer.NOTHING;
        }
        ObjectNode state = state(form.flow());
        boolean justSent = state.remove(JUST_SENT) != null;
        if (justSent && !state.path(TYPED).asBoolean()) {
            form.nodes().removeIf(node -> node.name().equals("identifier")).append(CodeNodes.sentTo(sentTo(state)));
        } else {
            // From the first refusal on the form shows what was typed (contract).
            state.put(TYPED, true);
            form.nodes()
                    .removeIf(node ->
                            node.name().equals("identifier") && node.group().equals(NodeGroup.CODE.wire()));
        }
        CodeForm.askForSent(form.nodes(), CodeNodes.loginCode());
        return Offer.ASKS;
    }

    private ObjectNode state(Flow flow) {
        return flow.state(method().name());
    }

    private static CodeAddress sentTo(ObjectNode state) {
        return new CodeAddress(
                state.path(SENT_VIA).asText(), state.path(SENT_TO).asText());
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        Person who = sent.who();
        if (who == null) {
            return step(nobody());
        }
        boolean asksAnew = !sent.fields().text("resend").isEmpty();
        return switch (asksAnew ? FlowState.CHOOSE_METHOD : sent.flow().state()) {
            case SENT_EMAIL -> use(sent, who);
            case PASSED_CHALLENGE -> step(Step.refused(null, Text.LOGIN_METHOD_MISSING.plain()));
            default -> addresses.of(sent.flow(), who).map(all -> send(sent, who, all));
        };
    }

    private Step<Proof> send(Sent sent, Person who, List<CodeAddress> all) {
        if (all.isEmpty()) {
            return nobody();
        }
        String wanted = wanted(sent, all);
        if (wanted.isEmpty()) {
            return Step.refused("identifier", Text.REQUIRED.with("property", "identifier"));
        }
        // Anybody's address but their own is nobody's here: a code never goes where it proves nothing.
        return CodeAddresses.find(all, wanted)
                .map(address -> sendTo(sent.flow(), who, address))
                .orElseGet(CodeSecondFactor::nobody);
    }

    /** The address that was chosen; by default where a code went before, or the only one. */
    private String wanted(Sent sent, List<CodeAddress> all) {
        String told = sent.fields().firstText("identifier", CodeNodes.ADDRESS);
        String before = state(sent.flow()).path(SENT_TO).asText();
        return Optional.of(told.isEmpty() ? before : told)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> all.size() == 1 ? all.getFirst().value() : "");
    }

    private Step<Proof> sendTo(Flow flow, Person who, CodeAddress address) {
        state(flow).put(SENT_TO, address.value()).put(SENT_VIA, address.via()).put(JUST_SENT, true);
        return new Step.ShowAgain<>(
                FlowState.SENT_EMAIL, Text.LOGIN_CODE_SENT_AGAIN.plain(), codes.of(flow, order(who, address)));
    }

    private static MakeCode.Order order(Person who, CodeAddress address) {
        ObjectNode about = Json.object();
        about.set("identity", Json.tree(who.body()));
        return new MakeCode.Order(
                Purpose.LOGIN_CODE, who.id(), List.of(address), "login_code_valid", "login_code", about);
    }

    private Uni<Step<Proof>> use(Sent sent, Person who) {
        String code = CodeText.of(sent);
        if (code.isEmpty()) {
            return step(Step.refused("code", Text.REQUIRED.with("property", "code")));
        }
        return Uni.combine()
                .all()
                .unis(Calls.within(identities.identity(who.id()), DEADLINE), addresses.all(who))
                .asTuple()
                .map(both -> new UseLoginCode.Owner(both.getItem1(), both.getItem2()))
                .chain(owner -> uses.of(sent, owner, code));
    }

    private static Step<Proof> nobody() {
        return Step.refused(null, Text.NO_CODE_ACCOUNT.plain());
    }

    private static Uni<Step<Proof>> step(Step<Proof> step) {
        return Uni.createFrom().item(Objects.requireNonNull(step));
    }
}
