package io.ostiary.flow.method.code;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.recovery.AdminRecovery;
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
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Getting back into an account by a code. */
@Singleton
public class CodeRecovery implements RecoveryMethod, OperatorRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String NAME = "code";

    private final CodeConfig config;
    private final RecoveryConfig recovery;
    private final ChooseRecoveryAddress choose;
    private final Instance<RecoveryFlows> recoveries;
    private final CompleteRecovery complete;
    private final SendRecoveryCode send;
    private final PostgresSecrets secrets;
    private final FlowRepository flows;
    private final FormErrors errors;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeRecovery(
            CodeConfig config,
            RecoveryConfig recovery,
            ChooseRecoveryAddress choose,
            Instance<RecoveryFlows> recoveries,
            CompleteRecovery complete,
            SendRecoveryCode send,
            PostgresSecrets secrets,
            FlowRepository flows,
            FormErrors errors,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.recovery = recovery;
        this.choose = choose;
        this.recoveries = recoveries;
        this.complete = complete;
        this.send = send;
        this.secrets = secrets;
        this.flows = flows;
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
        return NodeGroup.CODE;
    }

    @Override
    public boolean isEnabled() {
        return config.forAddresses().enabled();
    }

    @Override
    public Duration lifespan() {
        return config.lifespan();
    }

    @Override
    public String newSecret() {
        return SecretTexts.digits(CodeConfig.DIGITS);
    }

    @Override
    public void askForAddress(Flow flow) {
        if (recovery.letsChooseAddress()) {
            ChooseRecoveryAddress.askForAny(flow);
        } else {
            flow.ui().nodes().append(CodeNodes.address()).append(CodeNodes.submit());
        }
    }

    @Override
    public void askForSecret(Flow flow) {
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.ui().nodes().append(CodeNodes.recoveryCode()).append(CodeNodes.submit());
    }

    @Override
    public boolean handles(Sent sent) {
        return RecoveryFlows.methodOf(sent.flow()).equals(NAME)
                && (sent.fields().method().equals(NAME)
                        || bringsCode(sent)
                        || ChooseRecoveryAddress.isUnderWay(sent.flow()));
    }

    /** Once a code was sent, everything but another address is taken for a code. */
    private static boolean bringsCode(Sent sent) {
        return switch (sent.flow().state()) {
            case SENT_EMAIL, PASSED_CHALLENGE -> sent.fields().text("email").isEmpty();
            case RECOVERY_AWAITING_CODE ->
                !sent.fields().text("code").isEmpty()
                        && sent.fields().text("screen").isEmpty();
            default -> false;
        };
    }

    @Override
    public Uni<Answer> submit(Sent sent) {
        if (sent.byLink()) {
            return Uni.createFrom().failure(new ProblemException(new Problem.BadRequest("A code is sent by POST.")));
        }
        Problem forged = forged(sent);
        if (forged != null) {
            return refuseForged(sent, forged);
        }
        if (bringsCode(sent)) {
            return use(sent);
        }
        return recoveries
                .get()
                .refuseSignedIn(sent.request())
                .chain(() -> ChooseRecoveryAddress.isUnderWay(sent.flow()) ? choose.submit(sent) : submitAddress(sent));
    }

    private static Problem forged(Sent sent) {
        if (AdminRecovery.isOpen(sent.flow())) {
            return null;
        }
        try {
            CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
            return null;
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    /** The flow can't be used any more after that: its token may be known to somebody else. */
    private Uni<Answer> refuseForged(Sent sent, Problem problem) {
        if (problem instanceof Problem.BadRequest p) {
            return recoveries.get().startOver(sent.request(), FlowType.BROWSER, this, reason(p.reason()), problem);
        }
        sent.request().inbound().renewCsrfCookie();
        return Uni.createFrom().failure(new ProblemException(problem));
    }

    private static UiText reason(String text) {
        return Text.REASON.with("reason", text);
    }

    private Uni<Answer> submitAddress(Sent sent) {
        Flow flow = sent.flow();
        if (flow.state() == FlowState.PASSED_CHALLENGE) {
            return startOver(
                    sent,
                    Text.RECOVERY_DONE_ALREADY.plain(),
                    new Problem.BadRequest("This flow has done its work already."));
        }
        String email = sent.fields().text("email");
        if (email.isEmpty()) {
            return complain(sent, Text.REQUIRED.with("property", "email"));
        }
        if (!EmailFormat.fits(email)) {
            return complain(sent, Text.NOT_AN_EMAIL.with("value", email));
        }
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
        flow.ui().nodes().clear();
        flow.ui().setCsrf(flow.isNative() ? "" : sent.request().inbound().csrfToken());
        flow.ui()
                .nodes()
                .append(CodeNodes.recoveryCode())
                .append(CodeNodes.method())
                .append(CodeNodes.submit())
                .append(CodeNodes.resend("email", typed));
        flow.ui().setMessage(Text.RECOVERY_CODE_SENT.plain());
        return send.send(sent, "email", typed, found)
                .replaceWith(() -> recoveries.get().shown(sent));
    }

    private Uni<Answer> use(Sent sent) {
        Flow flow = sent.flow();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? startOver(sent, "The code was tried too often. Ask for a new one.")
                        : secrets.find(
                                        flow.id(),
                                        Purpose.RECOVERY_CODE,
                                        sent.fields().text("code"))
                                .chain(secret -> use(sent, secret)));
    }

    private Uni<Answer> use(Sent sent, OneTimeSecret secret) {
        // A secret of nobody was made for an address that nobody has; it looks as wrong as any
        // other.
        if (secret == null || secret.identityId() == null) {
            return wrong(sent);
        }
        if (secret.used()) {
            return usedBefore(sent);
        }
        if (!secret.isOpenAt(clock.instant())) {
            return expired(sent, secret.expiresAt());
        }
        return complete.complete(sent, new CompleteRecovery.Proof(secret, "code_recovery", false))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithUni(() -> usedBefore(sent))
                .onFailure(OpensNothing.class)
                .recoverWithUni(() -> wrong(sent))
                .onFailure(CodeRecovery::isDisabled)
                .recoverWithUni(e -> startOver(sent, Text.ACCOUNT_DISABLED.plain(), ((ProblemException) e).problem()));
    }

    private static boolean isDisabled(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.IdentityDisabled;
    }

    private Uni<Answer> wrong(Sent sent) {
        sent.flow().ui().clearMessages();
        sent.flow().ui().setMessage(Text.RECOVERY_CODE_WRONG.plain());
        return flows.save(sent.flow()).map(saved -> recoveries.get().shown(sent));
    }

    private Uni<Answer> usedBefore(Sent sent) {
        return startOver(sent, "The code was used before. Ask for a new one.");
    }

    private Uni<Answer> expired(Sent sent, Instant at) {
        return startOver(
                sent,
                Text.RECOVERY_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()),
                new Problem.BadRequest("The code has expired. Ask for a new one."));
    }

    private Uni<Answer> startOver(Sent sent, String reason) {
        return startOver(sent, reason(reason), new Problem.BadRequest(reason));
    }

    private Uni<Answer> startOver(Sent sent, UiText message, Problem problem) {
        return recoveries.get().startOver(sent.request(), sent.flow().type(), this, message, problem);
    }
}
