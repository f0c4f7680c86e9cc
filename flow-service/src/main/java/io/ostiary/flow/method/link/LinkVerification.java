package io.ostiary.flow.method.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.flow.verification.VerificationForm;
import io.ostiary.flow.verification.VerificationMethod;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Verifying an address by a link. */
@Singleton
public class LinkVerification implements VerificationMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    // What a flow keeps whose address was known before anybody opened it: the button that sends another link.
    private static final String RESEND = "resend";
    private static final String RESEND_TO = "resend_to";

    private final LinkConfig config;
    private final VerificationConfig verification;
    private final MakeLink links;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    LinkVerification(
            LinkConfig config,
            VerificationConfig verification,
            MakeLink links,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.verification = verification;
        this.links = links;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public void draw(VerificationForm form) {
        form.drawToken();
        if (form.askedAgain() != null) {
            LinkForm.show(form.flow(), form.askedAgain());
        }
        LinkForm.draw(form.flow(), form.nodes());
        ObjectNode state = LinkForm.state(form.flow());
        if (state.has(RESEND)) {
            form.nodes()
                    .append(LinkNodes.resend(
                            state.path(RESEND).asText(), state.path(RESEND_TO).asText()));
        }
    }

    @Override
    public Step.ShowAgain<Opened> begin(Flow flow, IdentitySnapshot who, CodeAddress to) {
        LinkForm.state(flow).put(RESEND, to.via()).put(RESEND_TO, to.value());
        return new Step.ShowAgain<>(FlowState.SENT_EMAIL, null, links.to(flow, Purpose.VERIFICATION_LINK, who, to));
    }

    @Override
    public boolean provesItself(Sent sent) {
        return LinkForm.bringsToken(sent);
    }

    @Override
    public Optional<Step<Opened>> atSight(Sent sent) {
        if (LinkForm.bringsToken(sent)) {
            return Optional.empty();
        }
        String email = sent.fields().text("email");
        if (email.isEmpty()) {
            LinkForm.show(sent.flow(), "");
        }
        return LinkForm.refusal(sent.flow(), email);
    }

    @Override
    public Uni<Step<Opened>> submit(Sent sent) {
        if (LinkForm.bringsToken(sent)) {
            return secrets.find(
                            sent.flow().id(),
                            Purpose.VERIFICATION_LINK,
                            sent.fields().text(LinkConfig.TOKEN))
                    .map(this::judge);
        }
        String email = sent.fields().text("email");
        return Calls.within(identities.findVerifiable(new Addresses.Find(email, true)), DEADLINE)
                .map(found -> send(sent.flow(), email, found));
    }

    private Step<Opened> send(Flow flow, String typed, Addresses.Found found) {
        LinkForm.show(flow, typed);
        return new Step.ShowAgain<>(
                FlowState.SENT_EMAIL, Text.VERIFICATION_LINK_SENT.plain(), sending(flow, typed, found));
    }

    private Sending sending(Flow flow, String typed, Addresses.Found found) {
        // Who may not sign in gets no letters; the page looks the same.
        if (found.address() == null
                || found.identity() == null
                || !found.identity().body().isActive()) {
            return links.toNobody(flow, Purpose.VERIFICATION_LINK, typed, verification.notifiesUnknownRecipients(flow));
        }
        CodeAddress to = new CodeAddress(found.address().via(), found.address().value());
        return links.to(flow, Purpose.VERIFICATION_LINK, found.identity(), to);
    }

    private Step<Opened> judge(@Nullable OneTimeSecret secret) {
        if (secret == null || secret.identityId() == null || secret.used()) {
            return startOver(Text.VERIFICATION_LINK_WRONG.plain());
        }
        if (!secret.isOpenAt(clock.instant())) {
            Instant at = secret.expiresAt();
            return startOver(Text.VERIFICATION_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        }
        return Step.done(new Opened(secret, "link", true));
    }

    @Override
    public Step<Opened> lost(Sent sent, Lost why) {
        return startOver(Text.VERIFICATION_LINK_WRONG.plain());
    }

    /** A link is opened in a browser, so a browser's flow takes the place of this one, whatever this one is. */
    private static Step<Opened> startOver(UiText why) {
        return new Step.StartOver<>(why, null, true);
    }
}
