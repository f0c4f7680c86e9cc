package io.ostiary.flow.method.link;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.verification.CompleteVerification;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.flow.verification.VerificationFlows;
import io.ostiary.flow.verification.VerificationMethod;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.hibernate.reactive.mutiny.Mutiny;

/** Verifying an address by a link. */
@Singleton
public class LinkVerification implements VerificationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String NAME = "link";

    private final LinkConfig config;
    private final VerificationConfig verification;
    private final Instance<VerificationFlows> verifications;
    private final CompleteVerification complete;
    private final SendLink send;
    private final LinkLetters letters;
    private final PostgresSecrets secrets;
    private final FormErrors errors;
    private final IdentityCalls identities;
    private final Clock clock;

    LinkVerification(
            LinkConfig config,
            VerificationConfig verification,
            Instance<VerificationFlows> verifications,
            CompleteVerification complete,
            SendLink send,
            LinkLetters letters,
            PostgresSecrets secrets,
            FormErrors errors,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.verification = verification;
        this.verifications = verifications;
        this.complete = complete;
        this.send = send;
        this.letters = letters;
        this.secrets = secrets;
        this.errors = errors;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.LINK;
    }

    @Override
    public boolean isEnabled() {
        return config.isEnabled();
    }

    @Override
    public void askForAddress(Flow flow) {
        // Stands first; a browser's flow gets its token later.
        flow.ui().setCsrf("");
        flow.ui().nodes().append(LinkNodes.address()).append(LinkNodes.submit());
    }

    @Override
    public Uni<Letter> begin(Mutiny.Session session, Flow flow, IdentitySnapshot identity, CodeAddress address) {
        flow.ui().setCsrf(flow.csrfToken() == null ? "" : flow.csrfToken());
        flow.ui()
                .nodes()
                .append(LinkNodes.address())
                .append(LinkNodes.submit())
                .append(LinkNodes.resend(address.via(), address.value()));
        String token = SecretTexts.random();
        Instant expiresAt = clock.instant().plus(config.lifespan());
        NewSecret secret = new NewSecret(
                flow.id(), Purpose.VERIFICATION_LINK, token, identity.id(), address.via(), address.value(), expiresAt);
        return secrets.add(session, secret).replaceWith(() -> letters.valid(flow, identity, address, token, expiresAt));
    }

    @Override
    public Uni<Answer> submit(Sent sent) {
        String token = sent.fields().text("token");
        if (!token.isEmpty()) {
            return secrets.find(sent.flow().id(), Purpose.VERIFICATION_LINK, token)
                    .chain(secret -> use(sent, secret));
        }
        return submitAddress(sent);
    }

    private Uni<Answer> use(Sent sent, OneTimeSecret secret) {
        if (secret == null || secret.identityId() == null || secret.used()) {
            return startOver(sent, Text.VERIFICATION_LINK_WRONG.plain());
        }
        if (!secret.isOpenAt(clock.instant())) {
            Instant at = secret.expiresAt();
            return startOver(
                    sent, Text.VERIFICATION_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        }
        sent.flow().setActive(NAME);
        return complete.complete(sent.request(), sent.flow(), sent.attempt(), secret, group())
                .map(flow -> verifications.get().shown(sent.request(), flow))
                .onFailure(LinkVerification::isGone)
                .recoverWithUni(() -> startOver(sent, Text.VERIFICATION_LINK_WRONG.plain()));
    }

    private static boolean isGone(Throwable e) {
        return e instanceof ClaimedElsewhere || e instanceof OpensNothing;
    }

    /**
     * A link is opened in a browser, so a browser's flow takes the place of this one, whatever this
     * one is.
     */
    private Uni<Answer> startOver(Sent sent, UiText message) {
        return verifications.get().replaceForBrowser(sent.request(), message);
    }

    private Uni<Answer> submitAddress(Sent sent) {
        String email = sent.fields().text("email");
        if (email.isEmpty()) {
            sent.flow().ui().nodes().upsert(LinkNodes.address(""));
            return complain(sent, Text.REQUIRED.with("property", "email"));
        }
        if (!EmailFormat.fits(email)) {
            return complain(sent, Text.NOT_AN_EMAIL.with("value", email));
        }
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        return Calls.within(identities.findVerifiable(new Addresses.Find(email, true)), DEADLINE)
                .chain(found -> send(sent, email, found));
    }

    private Uni<Answer> complain(Sent sent, UiText text) {
        sent.flow().setActive(NAME);
        sent.flow().ui().clearMessages();
        sent.flow().ui().addMessage(group(), "email", text);
        return errors.save(sent.request(), sent.flow());
    }

    private Uni<Answer> send(Sent sent, String typed, Addresses.Found found) {
        Flow flow = sent.flow();
        flow.setActive(NAME);
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.ui().clearMessages();
        flow.ui().setCsrf(flow.isNative() ? "" : sent.request().inbound().csrfToken());
        flow.ui().nodes().upsert(LinkNodes.address(typed));
        flow.ui().setMessage(Text.VERIFICATION_LINK_SENT.plain());
        CodeAddress address = found.address() == null
                ? null
                : new CodeAddress(found.address().via(), found.address().value());
        SendLink.To to = new SendLink.To(
                typed, address == null ? null : found.identity(), address, verification.notifiesUnknownRecipients());
        return send.send(flow, sent.attempt().id(), Purpose.VERIFICATION_LINK, to)
                .replaceWith(() -> verifications.get().shown(sent.request(), flow));
    }
}
