package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.verification.VerificationForm;
import io.ostiary.flow.verification.VerificationMethod;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Verifying an address by a code. */
@Singleton
public class CodeVerification implements VerificationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    // What the flow keeps: where a code was sent and the name of the button that sends another one, a code that came by
    // a link, and whether a form was sent without an address.
    private static final String ADDRESS = "address";
    private static final String RESEND = "resend";
    private static final String CODE = "code";
    private static final String MISSING = "missing";

    private static final UiText REQUIRED = Text.REQUIRED.with("property", "email");

    private final CodeConfig config;
    private final SendVerificationCode send;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeVerification(
            CodeConfig config,
            SendVerificationCode send,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.send = send;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.forAddresses();
    }

    private static ObjectNode state(Flow flow) {
        return flow.state(MethodName.CODE);
    }

    @Override
    public void draw(VerificationForm form) {
        if (form.flow().state() == FlowState.SENT_EMAIL) {
            drawCode(form);
        } else {
            drawAddress(form);
        }
    }

    private void drawAddress(VerificationForm form) {
        form.nodes().append(address(form).orElseGet(this::addressField)).append(CodeNodes.submit());
        drawToken(form, address(form).isPresent());
    }

    private void drawCode(VerificationForm form) {
        form.nodes().append(CodeNodes.method()).append(code(form.flow())).append(CodeNodes.submit());
        drawToken(form, false);
        resend(form).ifPresent(form.nodes()::append);
        address(form).ifPresent(form.nodes()::append);
        drawToken(form, address(form).isPresent());
    }

    /** A native app's form has an anti-forgery element only where the address is asked for again (contract). */
    private static void drawToken(VerificationForm form, boolean again) {
        if (!form.token().isEmpty() || again) {
            form.drawToken();
        }
    }

    private static Node code(Flow flow) {
        JsonNode brought = state(flow).get(CODE);
        return brought == null
                ? CodeNodes.verificationCode()
                : CodeNodes.verificationCode().withValue(brought);
    }

    /** Sends another code; the field in which the address is asked for again takes the place of a button of its name. */
    private Optional<Node> resend(VerificationForm form) {
        String field = state(form.flow()).path(RESEND).asText();
        boolean replaced = field.equals("email") && address(form).isPresent();
        return field.isEmpty() || replaced
                ? Optional.empty()
                : Optional.of(
                        CodeNodes.resend(field, state(form.flow()).path(ADDRESS).asText()));
    }

    private Node addressField() {
        return config.textsPeople() ? CodeNodes.addressOrNumber() : CodeNodes.address();
    }

    /** Asks for the address again. */
    private Optional<Node> address(VerificationForm form) {
        if (form.askedAgain() != null) {
            return Optional.of(addressField().withValue(Json.tree(form.askedAgain())));
        }
        return state(form.flow()).path(MISSING).asBoolean()
                ? Optional.of(addressField().withValue(Json.tree("")).withMessage(REQUIRED))
                : Optional.empty();
    }

    @Override
    public Step.ShowAgain<Opened> begin(Flow flow, IdentitySnapshot who, CodeAddress to) {
        return sent(flow, to.via(), to, send.to(flow, who, to));
    }

    private static Step.ShowAgain<Opened> sent(Flow flow, String resend, CodeAddress to, Sending sending) {
        state(flow).removeAll().put(RESEND, resend).put(ADDRESS, to.value());
        Text text = to.via().equals("sms") ? Text.VERIFICATION_PHONE_CODE_SENT : Text.VERIFICATION_EMAIL_CODE_SENT;
        return new Step.ShowAgain<>(FlowState.SENT_EMAIL, text.plain(), sending);
    }

    /** A submission without a method is for a code if it brings one, and no token of a link. */
    @Override
    public boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        return named.isEmpty()
                ? provesItself(sent) && !sent.fields().has("token")
                : named.equals(MethodName.CODE.wire());
    }

    @Override
    public boolean provesItself(Sent sent) {
        return !sent.fields().text("code").isEmpty();
    }

    @Override
    public Optional<Step<Opened>> atSight(Sent sent) {
        return provesItself(sent) || !sent.fields().text("email").isEmpty()
                ? Optional.empty()
                : Optional.of(missing(sent.flow()));
    }

    /** What the form said stays, such as where the code was sent. */
    private static Step<Opened> missing(Flow flow) {
        state(flow).put(MISSING, true);
        List<Complaint> complaints = new ArrayList<>();
        flow.ui().messages().forEach(said -> complaints.add(new Complaint(null, said)));
        complaints.add(new Complaint("email", REQUIRED));
        return Step.refused(complaints);
    }

    @Override
    public Uni<Step<Opened>> submit(Sent sent) {
        if (provesItself(sent)) {
            return sent.byLink() ? Uni.createFrom().item(() -> fillIn(sent)) : use(sent);
        }
        String address = sent.fields().text("email");
        return Calls.within(identities.findVerifiable(new Addresses.Find(address, true)), DEADLINE)
                .map(found -> send(sent.flow(), address, found));
    }

    /** A link out of a mail only fills the code in: who reads mails first, such as a scanner, must not use it up. */
    private static Step<Opened> fillIn(Sent sent) {
        Flow flow = sent.flow();
        state(flow).put(CODE, sent.fields().text("code"));
        UiText said = flow.ui().messages().stream().findFirst().orElse(null);
        return new Step.ShowAgain<>(flow.state(), said, null);
    }

    private Step<Opened> send(Flow flow, String typed, Addresses.Found found) {
        CodeAddress asked = new CodeAddress(typed.contains("@") ? "email" : "sms", typed);
        return sent(flow, "email", asked, sending(flow, asked, found));
    }

    private Sending sending(Flow flow, CodeAddress asked, Addresses.Found found) {
        // Who may not sign in gets no letters; the page looks the same.
        return found.address() == null
                        || found.identity() == null
                        || !found.identity().body().isActive()
                ? send.toNobody(flow, asked)
                : send.to(
                        flow,
                        found.identity(),
                        new CodeAddress(found.address().via(), found.address().value()));
    }

    private Uni<Step<Opened>> use(Sent sent) {
        Flow flow = sent.flow();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? Uni.createFrom().item(startOver(CodeForm.triedTooOften()))
                        : secrets.find(flow.id(), Purpose.VERIFICATION_CODE, CodeText.of(sent))
                                .map(secret -> judge(sent, secret)));
    }

    private Step<Opened> judge(Sent sent, @Nullable OneTimeSecret secret) {
        // A secret of nobody was made for an address that nobody has; it looks as wrong as any other.
        if (secret == null || secret.identityId() == null) {
            return wrong(sent);
        }
        return secret.isOpenAt(clock.instant()) ? Step.done(new Opened(secret, "code", false)) : useless(sent);
    }

    /** It looks as a wrong one does, but nobody guessed. */
    private static Step<Opened> useless(Sent sent) {
        return new Step.ShowAgain<>(sent.flow().state(), Text.VERIFICATION_CODE_WRONG.plain(), null);
    }

    @Override
    public Step<Opened> lost(Sent sent, Lost why) {
        return switch (why.how()) {
            case CLAIMED -> startOver(Text.VERIFICATION_DONE_ALREADY.plain());
            case VOID, DISABLED -> useless(sent);
        };
    }

    private static Step<Opened> wrong(Sent sent) {
        return new Step.ShowAgain<>(sent.flow().state(), Text.VERIFICATION_CODE_WRONG.plain(), null, true);
    }

    private static Step<Opened> startOver(UiText why) {
        return new Step.StartOver<>(why, null, false);
    }
}
