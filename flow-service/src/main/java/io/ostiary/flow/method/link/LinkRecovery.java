package io.ostiary.flow.method.link;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.recovery.OperatorRecovery;
import io.ostiary.flow.recovery.RecoveryConfig;
import io.ostiary.flow.recovery.RecoveryFacts;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Getting back into an account by a link. */
@Singleton
public class LinkRecovery implements OperatorRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final LinkConfig config;
    private final RecoveryConfig recovery;
    private final MakeLink links;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    LinkRecovery(
            LinkConfig config,
            RecoveryConfig recovery,
            MakeLink links,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.recovery = recovery;
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
    public Duration lifespan() {
        return config.lifespan();
    }

    @Override
    public void draw(Flow flow, Nodes nodes) {
        LinkForm.draw(flow, nodes);
    }

    /** The secret comes by the link; who opens the flow's page instead can ask for another one. */
    @Override
    public Step.ShowAgain<Opened> handOver(Flow flow, UUID identityId) {
        return new Step.ShowAgain<>(flow.state(), null, links.handedOver(flow, Purpose.RECOVERY_LINK, identityId));
    }

    @Override
    public boolean isMeant(Sent sent) {
        boolean ownFlow = RecoveryFacts.methodOf(sent.flow()).equals(MethodName.LINK);
        return ownFlow && sent.fields().has(LinkConfig.TOKEN)
                || sent.fields().method().equals(MethodName.LINK.wire());
    }

    @Override
    public boolean bringsSecret(Sent sent) {
        return LinkForm.bringsToken(sent);
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
        return sent.flow().state() == FlowState.PASSED_CHALLENGE
                ? Optional.of(new Step.StartOver<>(Text.RECOVERY_DONE_ALREADY.plain(), null, false))
                : LinkForm.refusal(sent.flow(), sent.fields().text("email"));
    }

    @Override
    public Uni<Step<Opened>> submit(Sent sent) {
        if (LinkForm.bringsToken(sent)) {
            return secrets.find(
                            sent.flow().id(),
                            Purpose.RECOVERY_LINK,
                            sent.fields().text(LinkConfig.TOKEN))
                    .map(this::judge);
        }
        String email = sent.fields().text("email");
        return Calls.within(identities.findRecovery(new Addresses.FindRecovery(email)), DEADLINE)
                .map(found -> send(sent.flow(), email, found));
    }

    private Step<Opened> send(Flow flow, String typed, Addresses.FoundRecovery found) {
        LinkForm.show(flow, typed);
        return new Step.ShowAgain<>(FlowState.SENT_EMAIL, Text.RECOVERY_LINK_SENT.plain(), sending(flow, typed, found));
    }

    /** A link would lead an inactive account nowhere, so it is none's that can be recovered. */
    private Sending sending(Flow flow, String typed, Addresses.FoundRecovery found) {
        if (found.identity() == null || !found.identity().body().isActive()) {
            return links.toNobody(flow, Purpose.RECOVERY_LINK, typed, recovery.notifiesUnknownRecipients(flow));
        }
        CodeAddress to = new CodeAddress(Objects.requireNonNull(found.via()), Objects.requireNonNull(found.value()));
        return links.to(flow, Purpose.RECOVERY_LINK, found.identity(), to);
    }

    private Step<Opened> judge(@Nullable OneTimeSecret secret) {
        if (secret == null || secret.identityId() == null || secret.used()) {
            return startOver(Text.RECOVERY_LINK_WRONG.plain());
        }
        if (!secret.isOpenAt(clock.instant())) {
            Instant at = secret.expiresAt();
            return startOver(Text.RECOVERY_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        }
        return Step.done(new Opened(secret, "link_recovery", true));
    }

    @Override
    public Step<Opened> lost(Sent sent, Lost why) {
        return switch (why.how()) {
            case CLAIMED, VOID -> startOver(Text.RECOVERY_LINK_WRONG.plain());
            case DISABLED -> startOver(Text.ACCOUNT_DISABLED.plain());
        };
    }

    /** A link is opened in a browser, so a browser's flow takes the place of this one, whatever this one is. */
    private static Step<Opened> startOver(UiText why) {
        return new Step.StartOver<>(why, null, true);
    }
}
