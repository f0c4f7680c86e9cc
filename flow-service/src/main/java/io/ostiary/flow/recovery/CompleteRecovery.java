package io.ostiary.flow.recovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.hook.ConfiguredHooks;
import io.ostiary.flow.hook.RevokeActiveSessions;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.IssueSession;
import io.ostiary.flow.settings.BeginSettings;
import io.ostiary.flow.settings.SettingsConfig;
import io.ostiary.flow.verification.AddressProofs;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Ends a recovery whose secret was right. In one transaction the secret is claimed, the flow
 * passes, and the effects on other services are written; then they are delivered, a session is
 * issued and a settings flow begun. A crash after the transaction leaves the effects to the relay
 * and the person to ask for another secret.
 */
@Singleton
public class CompleteRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration EFFECT_DEADLINE = Duration.ofSeconds(2);

    /**
     * What opened the account.
     *
     * @param authentication the session's authentication method: {@code code_recovery} or {@code
     *     link_recovery}
     * @param byLink the answer goes to the browser in which the link was opened, whoever asked for
     *     it
     */
    public record Proof(OneTimeSecret secret, String authentication, boolean byLink) {}

    private record Recovered(RecoveryMethod.Sent sent, Proof proof, Sessions.Issued issued, Flow settings) {}

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final AddressProofs proofs;
    private final EffectDelivery delivery;
    private final IssueSession issue;
    private final CurrentSession current;
    private final ConfiguredHooks hooks;
    private final BeginSettings settings;
    private final SettingsConfig settingsConfig;
    private final RecoveryConfig config;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Clock clock;

    CompleteRecovery(
            FlowRepository flows,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            AddressProofs proofs,
            EffectDelivery delivery,
            IssueSession issue,
            CurrentSession current,
            ConfiguredHooks hooks,
            BeginSettings settings,
            SettingsConfig settingsConfig,
            RecoveryConfig config,
            Answers answers,
            ReturnAddresses addresses,
            Clock clock) {
        this.flows = flows;
        this.secrets = secrets;
        this.identities = identities;
        this.proofs = proofs;
        this.delivery = delivery;
        this.issue = issue;
        this.current = current;
        this.hooks = hooks;
        this.settings = settings;
        this.settingsConfig = settingsConfig;
        this.config = config;
        this.answers = answers;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Claims the secret, signs the person in and answers.
     *
     * @return fails with {@link io.ostiary.flow.secret.ClaimedElsewhere} when another attempt was
     *     first, with {@link OpensNothing} when the identity is gone or doesn't have the address
     *     any more, and with {@link Problem.IdentityDisabled} when it may have no session
     */
    public Uni<Answer> complete(RecoveryMethod.Sent sent, Proof proof) {
        return identity(proof)
                .invoke(identity -> refuseVoid(identity, proof.secret()))
                .invoke(CompleteRecovery::refuseInactive)
                .chain(identity -> decide(sent, proof))
                .call(effects -> tellProof(sent, proof, effects))
                .chain(this::revoke)
                .chain(() -> issue(sent, proof, true))
                .chain(issued -> goOn(sent, proof, issued));
    }

    private Uni<IdentitySnapshot> identity(Proof proof) {
        return Calls.within(identities.identity(proof.secret().identityId()), DEADLINE)
                .onFailure(CompleteRecovery::isNotFound)
                .transform(e -> new OpensNothing());
    }

    /**
     * A secret goes with its address: who took an address out of the account has to be safe from
     * those who can read its mail.
     */
    private static void refuseVoid(IdentitySnapshot identity, OneTimeSecret secret) {
        boolean has = secret.address() == null || identity.body().hasRecoveryAddress(secret.via(), secret.address());
        if (!has) {
            throw new OpensNothing();
        }
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.NotFound;
    }

    private static void refuseInactive(IdentitySnapshot identity) {
        if (!identity.body().isActive()) {
            throw disabled(identity);
        }
    }

    private static ProblemException disabled(IdentitySnapshot identity) {
        return new ProblemException(new Problem.IdentityDisabled(
                true, Json.object().put("identity_id", identity.id().toString())));
    }

    private Uni<List<PendingEffect>> decide(RecoveryMethod.Sent sent, Proof proof) {
        Flow flow = sent.flow();
        flow.ui().clearMessages();
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        flow.belongsTo(proof.secret().identityId());
        if (proof.byLink() || !flow.isNative()) {
            sent.request().inbound().renewCsrfCookie();
            flow.bindTo(sent.request().inbound().csrfToken());
        }
        return flows.decide(
                flow,
                session -> secrets.claim(session, proof.secret(), sent.attempt().id()),
                consequences(sent.attempt(), flow, proof.secret()));
    }

    private List<Consequence> consequences(Attempt attempt, Flow flow, OneTimeSecret secret) {
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(flow.id(), "recovery", RecoveryFlows.methodOf(flow), secret.identityId())));
        if (secret.address() != null) {
            all.add(proofs.effect(attempt, secret));
        }
        if (hooks.has(FlowKind.RECOVERY, "", RevokeActiveSessions.NAME)) {
            // All of them: the new session is issued after it.
            all.add(RevokeActiveSessions.effect(attempt.id(), secret.identityId(), null));
        }
        return all;
    }

    /** Who got the secret holds the address; one that an operator handed over proves none. */
    private Uni<Void> tellProof(RecoveryMethod.Sent sent, Proof proof, List<PendingEffect> effects) {
        return proof.secret().address() == null
                ? Uni.createFrom().voidItem()
                : proofs.tell(sent.attempt(), proof.secret(), effects);
    }

    /**
     * Has the other sessions ended, and doesn't go on without that: if it came later, it would end
     * the new one too.
     */
    private Uni<Void> revoke(List<PendingEffect> effects) {
        return effects.stream()
                .filter(effect -> effect.service() == ServiceName.SESSION)
                .findFirst()
                .map(effect -> delivery.deliver(effect, EFFECT_DEADLINE)
                        .onFailure()
                        .transform(e -> unavailable())
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                new Problem.Unavailable("A part of the system did not answer in time.", Duration.ofSeconds(1)));
    }

    private Uni<Sessions.Issued> issue(RecoveryMethod.Sent sent, Proof proof, boolean again) {
        return identity(proof)
                .chain(identity -> issue.issue(
                                sent.request(),
                                again ? sent.attempt() : Attempt.begin(),
                                identity,
                                AuthenticationMethodBody.of(proof.authentication(), "aal1", clock.instant()),
                                null)
                        .chain(issued -> switch (issued.outcome()) {
                            case ISSUED -> Uni.createFrom().item(issued);
                            case INACTIVE, DELETED -> Uni.createFrom().failure(disabled(identity));
                            case STALE, NO_SUCH_SESSION ->
                                again
                                        ? issue(sent, proof, false)
                                        : Uni.createFrom().failure(unavailable());
                        }));
    }

    private Uni<Answer> goOn(RecoveryMethod.Sent sent, Proof proof, Sessions.Issued issued) {
        boolean browser = proof.byLink() || !sent.flow().isNative();
        if (browser) {
            current.giveTo(sent.request(), issued, clock.instant());
        }
        if (!proof.byLink() && skipsSettings(sent.flow())) {
            return Uni.createFrom().item(() -> withoutSettings(sent, issued));
        }
        return beginSettings(sent, proof, issued, browser ? FlowType.BROWSER : FlowType.API)
                .map(flow -> answer(new Recovered(sent, proof, issued, flow)));
    }

    private static boolean skipsSettings(Flow flow) {
        String wanted = ReturnAddresses.queryOf(flow.requestUrl(), "skip_settings");
        return wanted != null && List.of("1", "t", "true").contains(wanted.toLowerCase(java.util.Locale.ROOT));
    }

    private Answer withoutSettings(RecoveryMethod.Sent sent, Sessions.Issued issued) {
        if (!sent.request().isJson()) {
            return Answers.seeOther(addresses.of(sent.flow(), addresses.byDefault()));
        }
        ArrayNode next = tokenFor(sent, issued);
        if (!next.isEmpty()) {
            sent.flow().showOnce("continue_with", next);
        }
        return Answers.json(200, FlowRendering.of(sent.flow()));
    }

    private Uni<Flow> beginSettings(RecoveryMethod.Sent sent, Proof proof, Sessions.Issued issued, FlowType type) {
        Flow flow = sent.flow();
        String wanted =
                flow.returnTo() != null ? flow.returnTo() : ReturnAddresses.queryOf(flow.requestUrl(), "return_to");
        String returnTo =
                wanted == null ? addresses.afterIfConfigured("recovery").orElse(null) : wanted;
        String url = sent.request().url();
        return settings.begin(
                sent.request(),
                type,
                issued.session().identity(),
                returnTo == null ? url : ReturnAddresses.with(url, "return_to", returnTo),
                returnTo,
                welcome());
    }

    private UiText welcome() {
        Instant until = clock.instant().plus(settingsConfig.privilegedMaxAge());
        ObjectNode context = Json.object();
        context.put("privilegedSessionExpiresAt", until.toString());
        context.put("privileged_session_expires_at", until.toString());
        context.put("privileged_session_expires_at_unix", until.getEpochSecond());
        return Text.RECOVERY_DONE.with(context);
    }

    private Answer answer(Recovered recovered) {
        ClientRequest request = recovered.sent().request();
        Flow flow = recovered.sent().flow();
        String page = answers.flowPage("settings", recovered.settings().id());
        if (recovered.proof().byLink()) {
            return Answers.seeOther(page);
        }
        if (!config.continuesWith()) {
            return request.isJson()
                    ? Answers.problemAsJson(new Problem.LocationChangeRequired(page))
                    : Answers.seeOther(page);
        }
        if (!flow.isNative() && !request.isJson()) {
            return Answers.seeOther(page);
        }
        ArrayNode next = tokenFor(recovered.sent(), recovered.issued());
        ObjectNode show = next.addObject().put("action", "show_settings_ui");
        show.putObject("flow").put("id", recovered.settings().id().toString()).put("url", page);
        flow.showOnce("continue_with", next);
        flow.showOnce("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        return Answers.json(200, FlowRendering.of(flow));
    }

    private static ArrayNode tokenFor(RecoveryMethod.Sent sent, Sessions.Issued issued) {
        ArrayNode next = Json.MAPPER.createArrayNode();
        if (sent.flow().isNative()) {
            next.addObject()
                    .put("action", "set_ory_session_token")
                    .put("ory_session_token", issued.token().reveal());
        }
        return next;
    }
}
