package io.ostiary.flow.method.code;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Nodes;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.recovery.OperatorRecovery;
import io.ostiary.flow.recovery.RecoveryConfig;
import io.ostiary.flow.recovery.RecoveryFacts;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Getting back into an account by a code. */
@Singleton
public class CodeRecovery implements OperatorRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The address to which a code was sent; the flow keeps it. */
    private static final String ADDRESS = "address";

    private final CodeConfig config;
    private final RecoveryConfig recovery;
    private final ChooseRecoveryAddress choose;
    private final SendRecoveryCode send;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeRecovery(
            CodeConfig config,
            RecoveryConfig recovery,
            ChooseRecoveryAddress choose,
            SendRecoveryCode send,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.recovery = recovery;
        this.choose = choose;
        this.send = send;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.forAddresses();
    }

    @Override
    public Duration lifespan() {
        return config.lifespan();
    }

    @Override
    public FlowState first() {
        return recovery.letsChooseAddress() ? FlowState.RECOVERY_AWAITING_ADDRESS : FlowState.CHOOSE_METHOD;
    }

    @Override
    public void draw(Flow flow, Nodes nodes) {
        if (ChooseRecoveryAddress.isUnderWay(flow) || ChooseRecoveryAddress.hasSent(flow)) {
            ChooseRecoveryAddress.draw(flow, nodes);
            return;
        }
        switch (flow.state()) {
            case SENT_EMAIL, PASSED_CHALLENGE -> drawCode(flow, nodes);
            default -> nodes.append(CodeNodes.address()).append(CodeNodes.submit());
        }
    }

    private static void drawCode(Flow flow, Nodes nodes) {
        nodes.append(CodeNodes.recoveryCode());
        String address = flow.state(MethodName.CODE).path(ADDRESS).asText();
        if (address.isEmpty()) {
            // An operator hands the code over; there is nowhere to send another one.
            nodes.append(CodeNodes.submit());
        } else {
            nodes.append(CodeNodes.method()).append(CodeNodes.submit()).append(CodeNodes.resend("email", address));
        }
    }

    @Override
    public Step.ShowAgain<Opened> handOver(Flow flow, UUID identityId) {
        return new Step.ShowAgain<>(FlowState.SENT_EMAIL, null, send.handedOver(flow, identityId));
    }

    @Override
    public boolean isMeant(Sent sent) {
        return RecoveryFacts.methodOf(sent.flow()).equals(MethodName.CODE)
                && (sent.fields().method().equals(MethodName.CODE.wire())
                        || bringsSecret(sent)
                        || ChooseRecoveryAddress.isUnderWay(sent.flow()));
    }

    /** Once a code was sent, everything but another address is taken for a code. */
    @Override
    public boolean bringsSecret(Sent sent) {
        return switch (sent.flow().state()) {
            case SENT_EMAIL, PASSED_CHALLENGE -> sent.fields().text("email").isEmpty();
            case RECOVERY_AWAITING_CODE ->
                !sent.fields().text("code").isEmpty()
                        && sent.fields().text("screen").isEmpty();
            default -> false;
        };
    }

    @Override
    public boolean isSpoiltByForgery() {
        return true;
    }

    @Override
    public Optional<Step<Opened>> atSight(Sent sent) {
        return sent.byLink() ? Optional.of(Step.refused(null, reason("A code is sent by POST."))) : Optional.empty();
    }

    @Override
    public Uni<Step<Opened>> submit(Sent sent) {
        if (bringsSecret(sent)) {
            return use(sent);
        }
        return ChooseRecoveryAddress.isUnderWay(sent.flow()) ? choose.submit(sent) : submitAddress(sent);
    }

    private Uni<Step<Opened>> submitAddress(Sent sent) {
        if (sent.flow().state() == FlowState.PASSED_CHALLENGE) {
            return step(startOver(
                    Text.RECOVERY_DONE_ALREADY.plain(),
                    new Problem.BadRequest("This flow has done its work already.")));
        }
        String email = sent.fields().text("email");
        if (email.isEmpty()) {
            return step(Step.refused("email", Text.REQUIRED.with("property", "email")));
        }
        if (!EmailFormat.fits(email)) {
            return step(Step.refused("email", Text.NOT_AN_EMAIL.with("value", email)));
        }
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(email)), DEADLINE)
                .map(found -> send(sent.flow(), email, found));
    }

    private Step<Opened> send(Flow flow, String typed, Addresses.FoundRecovery found) {
        flow.state(MethodName.CODE).put(ADDRESS, typed);
        return new Step.ShowAgain<>(
                FlowState.SENT_EMAIL, Text.RECOVERY_CODE_SENT.plain(), send.to(flow, "email", typed, found));
    }

    private Uni<Step<Opened>> use(Sent sent) {
        Flow flow = sent.flow();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? step(startOver("The code was tried too often. Ask for a new one."))
                        : secrets.find(flow.id(), Purpose.RECOVERY_CODE, CodeText.of(sent))
                                .map(secret -> judge(sent, secret)));
    }

    private Step<Opened> judge(Sent sent, @Nullable OneTimeSecret secret) {
        // A secret of nobody was made for an address that nobody has; it looks as wrong as any other.
        if (secret == null || secret.identityId() == null) {
            return wrong(sent);
        }
        if (secret.used()) {
            return usedBefore();
        }
        return secret.isOpenAt(clock.instant())
                ? Step.done(new Opened(secret, "code_recovery", false))
                : expired(secret.expiresAt());
    }

    @Override
    public Step<Opened> lost(Sent sent, Lost why) {
        return switch (why.how()) {
            case CLAIMED -> usedBefore();
            case VOID -> useless(sent);
            case DISABLED -> new Step.StartOver<>(Text.ACCOUNT_DISABLED.plain(), why.problem(), false);
        };
    }

    /** It looks as a wrong one does, but nobody guessed. */
    private static Step<Opened> useless(Sent sent) {
        return new Step.ShowAgain<>(sent.flow().state(), Text.RECOVERY_CODE_WRONG.plain(), null);
    }

    private static Step<Opened> wrong(Sent sent) {
        return new Step.ShowAgain<>(sent.flow().state(), Text.RECOVERY_CODE_WRONG.plain(), null, true);
    }

    private static Step<Opened> usedBefore() {
        return startOver("The code was used before. Ask for a new one.");
    }

    private static Step<Opened> expired(Instant at) {
        return startOver(
                Text.RECOVERY_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()),
                new Problem.BadRequest("The code has expired. Ask for a new one."));
    }

    private static Step<Opened> startOver(String reason) {
        return startOver(reason(reason), new Problem.BadRequest(reason));
    }

    private static UiText reason(String text) {
        return Text.REASON.with("reason", text);
    }

    private static Step<Opened> startOver(UiText why, Problem told) {
        return new Step.StartOver<>(why, told, false);
    }

    private static Uni<Step<Opened>> step(Step<Opened> step) {
        return Uni.createFrom().item(step);
    }
}
