package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.verification.CompleteVerification;
import io.ostiary.flow.verification.SubmitVerification;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.flow.verification.VerificationFlows;
import io.ostiary.flow.verification.VerificationMethod;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Consequence;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.hibernate.reactive.mutiny.Mutiny;

/** Verifying an address by a code. */
@Singleton
public class CodeVerification implements VerificationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CodeConfig config;
    private final VerificationConfig verification;
    private final Instance<VerificationFlows> verifications;
    private final CompleteVerification complete;
    private final PostgresSecrets secrets;
    private final Letters letters;
    private final FlowRepository flows;
    private final FormErrors errors;
    private final ReturnAddresses addresses;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeVerification(
            CodeConfig config,
            VerificationConfig verification,
            Instance<VerificationFlows> verifications,
            CompleteVerification complete,
            PostgresSecrets secrets,
            Letters letters,
            FlowRepository flows,
            FormErrors errors,
            ReturnAddresses addresses,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.verification = verification;
        this.verifications = verifications;
        this.complete = complete;
        this.secrets = secrets;
        this.letters = letters;
        this.flows = flows;
        this.errors = errors;
        this.addresses = addresses;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "code";
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.CODE;
    }

    @Override
    public boolean isEnabled() {
        return config.forAddresses().enabled();
    }

    @Override
    public void askForAddress(Flow flow) {
        flow.ui().nodes().append(CodeNodes.address()).append(CodeNodes.submit());
    }

    @Override
    public Uni<Letter> begin(Mutiny.Session session, Flow flow, IdentitySnapshot identity, CodeAddress address) {
        showSent(flow, address.via(), flow.csrfToken() == null ? "" : flow.csrfToken());
        flow.ui().nodes().append(CodeNodes.resend(address.via(), address.value()));
        return secret(session, flow, identity, address);
    }

    private Uni<Letter> secret(Mutiny.Session session, Flow flow, IdentitySnapshot identity, CodeAddress address) {
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        Instant expiresAt = clock.instant().plus(config.lifespan());
        NewSecret secret = new NewSecret(
                flow.id(), Purpose.VERIFICATION_CODE, code, identity.id(), address.via(), address.value(), expiresAt);
        return secrets.add(session, secret).replaceWith(() -> letter(flow, identity, address, code, expiresAt));
    }

    private Letter letter(Flow flow, IdentitySnapshot identity, CodeAddress address, String code, Instant expiresAt) {
        ObjectNode data = Json.object();
        data.put("to", address.value());
        data.put("code", code);
        data.put("verification_code", code);
        data.put(
                "verification_url",
                addresses.ofPublic("/self-service/verification?code=" + code + "&flow=" + flow.id()));
        data.set("identity", Json.tree(identity.body()));
        data.put("request_url", flow.requestUrl());
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        if (flow.transientPayload() != null) {
            data.set("transient_payload", flow.transientPayload());
        }
        return new Letter(address.via(), address.value(), "verification_code_valid", data, expiresAt);
    }

    /** The form after a code was sent. */
    private static void showSent(Flow flow, String via, String csrf) {
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        flow.ui()
                .nodes()
                .append(CodeNodes.method())
                .append(CodeNodes.verificationCode())
                .append(CodeNodes.submit());
        if (!flow.isNative()) {
            flow.ui().setCsrf(csrf);
        }
        flow.ui()
                .setMessage((via.equals("sms") ? Text.VERIFICATION_PHONE_CODE_SENT : Text.VERIFICATION_EMAIL_CODE_SENT)
                        .plain());
    }

    @Override
    public Uni<Answer> submit(Sent sent) {
        String code = sent.fields().text("code");
        if (!code.isEmpty()) {
            return sent.byLink() ? fillIn(sent, code) : use(sent, code);
        }
        String address = sent.fields().text("email");
        if (address.isEmpty()) {
            return missing(sent);
        }
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        return Calls.within(identities.findVerifiable(new Addresses.Find(address, true)), DEADLINE)
                .chain(found -> send(sent, address, found));
    }

    private Uni<Answer> missing(Sent sent) {
        SubmitVerification.askAgain(sent.request(), sent.flow(), group(), "");
        sent.flow().setActive(name());
        sent.flow().ui().addMessage(group(), "email", Text.REQUIRED.with("property", "email"));
        return errors.save(sent.request(), sent.flow());
    }

    /**
     * The code goes into the form and the browser gets a new anti-forgery cookie: a link out of a
     * mail brings none.
     */
    private Uni<Answer> fillIn(Sent sent, String code) {
        sent.flow().ui().nodes().setValue("code", Json.tree(code));
        sent.request().inbound().renewCsrfCookie();
        sent.flow().bindTo(sent.request().inbound().csrfToken());
        return flows.save(sent.flow()).map(flow -> errors.page(flow));
    }

    private Uni<Answer> send(Sent sent, String typed, Addresses.Found found) {
        Flow flow = sent.flow();
        String via = typed.contains("@") ? "email" : "sms";
        flow.setActive(name());
        flow.moveTo(FlowState.SENT_EMAIL);
        showSent(flow, via, flow.isNative() ? "" : sent.request().inbound().csrfToken());
        flow.ui().nodes().append(CodeNodes.resend("email", typed));
        if (found.address() == null) {
            return tellUnknown(sent, via, typed);
        }
        CodeAddress address =
                new CodeAddress(found.address().via(), found.address().value());
        Letter[] letter = new Letter[1];
        return flows.decide(
                        flow,
                        session -> secrets.forget(session, flow.id(), Purpose.VERIFICATION_CODE)
                                .chain(() -> secret(session, flow, found.identity(), address))
                                .invoke(l -> letter[0] = l)
                                .replaceWithVoid(),
                        () -> List.of(letters.effect(sent.attempt().id() + "/message", letter[0])))
                .call(letters::handOver)
                .replaceWith(() -> verifications.get().shown(sent.request(), flow));
    }

    private Uni<Answer> tellUnknown(Sent sent, String via, String typed) {
        Flow flow = sent.flow();
        List<Consequence> told = verification.notifiesUnknownRecipients() && via.equals("email")
                ? List.of(letters.effect(sent.attempt().id() + "/message", unknown(flow, typed)))
                : List.of();
        return flows.decide(flow, session -> secrets.forget(session, flow.id(), Purpose.VERIFICATION_CODE), told)
                .call(letters::handOver)
                .replaceWith(() -> verifications.get().shown(sent.request(), flow));
    }

    private Letter unknown(Flow flow, String typed) {
        ObjectNode data = Json.object();
        data.put("to", typed);
        data.put("request_url", flow.requestUrl());
        return new Letter(
                "email",
                typed,
                "verification_code_invalid",
                data,
                clock.instant().plus(config.lifespan()));
    }

    private Uni<Answer> use(Sent sent, String code) {
        Flow flow = sent.flow();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? verifications.get().replace(sent.request(), flow, tooOften())
                        : secrets.find(flow.id(), Purpose.VERIFICATION_CODE, code)
                                .chain(secret -> use(sent, secret)));
    }

    private static UiText tooOften() {
        return Text.REASON.with("reason", "The code was tried too often. Ask for a new one.");
    }

    private Uni<Answer> use(Sent sent, OneTimeSecret secret) {
        if (secret == null || !secret.isOpenAt(clock.instant())) {
            return wrong(sent);
        }
        return complete.complete(sent.request(), sent.flow(), sent.attempt(), secret, group())
                .map(flow -> verifications.get().shown(sent.request(), flow))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithUni(() -> wrongAfterReload(sent))
                .onFailure(OpensNothing.class)
                .recoverWithUni(() -> wrong(sent));
    }

    private Uni<Answer> wrongAfterReload(Sent sent) {
        return verifications.get().replace(sent.request(), sent.flow(), Text.VERIFICATION_DONE_ALREADY.plain());
    }

    private Uni<Answer> wrong(Sent sent) {
        Flow flow = sent.flow();
        flow.ui().setMessage(Text.VERIFICATION_CODE_WRONG.plain());
        flow.showOnce(
                "transient_payload",
                sent.fields().transientPayload() == null
                        ? Json.object()
                        : sent.fields().transientPayload());
        return flows.save(flow).map(saved -> verifications.get().shown(sent.request(), saved));
    }
}
