package io.ostiary.flow.method.link;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.recovery.CompleteRecovery;
import io.ostiary.flow.recovery.OperatorRecovery;
import io.ostiary.flow.recovery.RecoveryConfig;
import io.ostiary.flow.recovery.RecoveryFlows;
import io.ostiary.flow.recovery.RecoveryMethod;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Getting back into an account by a link. */
@Singleton
public class LinkRecovery implements RecoveryMethod, OperatorRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String NAME = "link";

    private final LinkConfig config;
    private final RecoveryConfig recovery;
    private final Instance<RecoveryFlows> recoveries;
    private final CompleteRecovery complete;
    private final SendLink send;
    private final PostgresSecrets secrets;
    private final FormErrors errors;
    private final IdentityCalls identities;
    private final Clock clock;

    LinkRecovery(
            LinkConfig config,
            RecoveryConfig recovery,
            Instance<RecoveryFlows> recoveries,
            CompleteRecovery complete,
            SendLink send,
            PostgresSecrets secrets,
            FormErrors errors,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.recovery = recovery;
        this.recoveries = recoveries;
        this.complete = complete;
        this.send = send;
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
    public Duration lifespan() {
        return config.lifespan();
    }

    @Override
    public String newSecret() {
        return SecretTexts.random();
    }

    @Override
    public void askForAddress(Flow flow) {
        flow.ui().nodes().append(LinkNodes.address()).append(LinkNodes.submit());
    }

    @Override
    public void askForSecret(Flow flow) {
        // The secret comes by the link; who opens the flow's page instead can ask for another one.
        askForAddress(flow);
    }

    @Override
    public boolean handles(Sent sent) {
        boolean ownFlow = RecoveryFlows.methodOf(sent.flow()).equals(NAME);
        return ownFlow && sent.fields().has("token") || sent.fields().method().equals(NAME);
    }

    @Override
    public Uni<Answer> submit(Sent sent) {
        String token = sent.fields().text("token");
        return token.isEmpty()
                ? recoveries.get().refuseSignedIn(sent.request()).chain(() -> submitAddress(sent))
                : secrets.find(sent.flow().id(), Purpose.RECOVERY_LINK, token).chain(secret -> use(sent, secret));
    }

    private Uni<Answer> use(Sent sent, OneTimeSecret secret) {
        if (secret == null || secret.identityId() == null || secret.used()) {
            return startOver(sent, Text.RECOVERY_LINK_WRONG.plain());
        }
        if (!secret.isOpenAt(clock.instant())) {
            Instant at = secret.expiresAt();
            return startOver(
                    sent, Text.RECOVERY_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        }
        return complete.complete(sent, new CompleteRecovery.Proof(secret, "link_recovery", true))
                .onFailure(LinkRecovery::isGone)
                .recoverWithUni(() -> startOver(sent, Text.RECOVERY_LINK_WRONG.plain()))
                .onFailure(LinkRecovery::isDisabled)
                .recoverWithUni(() -> startOver(sent, Text.ACCOUNT_DISABLED.plain()));
    }

    private static boolean isDisabled(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.IdentityDisabled;
    }

    private static boolean isGone(Throwable e) {
        return e instanceof ClaimedElsewhere || e instanceof OpensNothing;
    }

    private Uni<Answer> startOver(Sent sent, UiText message) {
        return recoveries.get().startOverByRedirect(sent.request(), FlowType.BROWSER, this, message);
    }

    private Uni<Answer> submitAddress(Sent sent) {
        Flow flow = sent.flow();
        if (flow.state() == FlowState.PASSED_CHALLENGE) {
            return recoveries
                    .get()
                    .startOverByRedirect(sent.request(), flow.type(), this, Text.RECOVERY_DONE_ALREADY.plain());
        }
        String email = sent.fields().text("email");
        if (email.isEmpty()) {
            return complain(sent, Text.REQUIRED.with("property", "email"));
        }
        if (!EmailFormat.fits(email)) {
            return complain(sent, Text.NOT_AN_EMAIL.with("value", email));
        }
        CsrfCheck.submission(sent.request(), flow, sent.fields().csrfToken());
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(email)), DEADLINE)
                .chain(found -> send(sent, email, found));
    }

    private Uni<Answer> complain(Sent sent, UiText text) {
        sent.flow().setActive(NAME);
        sent.flow().ui().clearMessages();
        sent.flow().ui().addMessage(group(), "email", text);
        return errors.save(sent.request(), sent.flow());
    }

    private Uni<Answer> send(Sent sent, String typed, Addresses.FoundRecovery found) {
        Flow flow = sent.flow();
        flow.setActive(NAME);
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.ui().clearMessages();
        flow.ui().setCsrf(flow.isNative() ? "" : sent.request().inbound().csrfToken());
        flow.ui().nodes().upsert(LinkNodes.address(typed));
        flow.ui().setMessage(Text.RECOVERY_LINK_SENT.plain());
        CodeAddress address = found.identity() == null ? null : new CodeAddress(found.via(), found.value());
        SendLink.To to = new SendLink.To(typed, found.identity(), address, recovery.notifiesUnknownRecipients());
        return send.send(flow, sent.attempt().id(), Purpose.RECOVERY_LINK, to)
                .replaceWith(() -> recoveries.get().shown(sent));
    }
}
