package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.hook.ConfiguredHooks;
import io.ostiary.flow.hook.SettingsHook;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.flow.verification.CarryOutVerification;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a submission whose change is saved: begins the verification of a new address, has the hooks
 * follow, draws the form anew and answers. The flow stays open for further changes; its form goes
 * to a new flow, as the contract has it.
 */
@Singleton
class FinishSettings {

    private final CarryOutVerification verification;
    private final ConfiguredHooks configured;
    private final BeginSettings begin;
    private final FlowRepository flows;
    private final Letters effects;
    private final CurrentSession current;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Clock clock;
    private final List<SettingsHook> hooks;

    FinishSettings(
            CarryOutVerification verification,
            ConfiguredHooks configured,
            BeginSettings begin,
            FlowRepository flows,
            Letters effects,
            CurrentSession current,
            Answers answers,
            ReturnAddresses addresses,
            Clock clock,
            @All List<SettingsHook> hooks) {
        this.verification = verification;
        this.configured = configured;
        this.begin = begin;
        this.flows = flows;
        this.effects = effects;
        this.current = current;
        this.answers = answers;
        this.addresses = addresses;
        this.clock = clock;
        this.hooks = hooks;
    }

    /**
     * Where a browser goes after a change by a method: where the person wanted, else the configured
     * address, else the form.
     */
    String returnTo(Flow flow, MethodName method) {
        String otherwise = addresses
                .afterIfConfigured("settings", method.wire())
                .orElseGet(() -> answers.flowPage("settings", flow.id()));
        return addresses.of(flow, otherwise);
    }

    /** Ends the submission. */
    Uni<Answer> finish(SettingsMethod.Sent sent, MethodName method, SettingsMethod.Step.Saved saved) {
        return verification
                .carryOut(saved.effects())
                .chain(begun -> store(sent, method, follow(sent, saved, begun.orElse(null))))
                .replaceWith(() -> answer(sent, method));
    }

    private static SettingsHook.Saved follow(
            SettingsMethod.Sent sent, SettingsMethod.Step.Saved saved, BegunVerification begun) {
        return new SettingsHook.Saved(
                sent.attempt().id(),
                sent.session().session().id(),
                sent.session().session().identity(),
                saved.identity().body(),
                begun);
    }

    private Uni<Void> store(SettingsMethod.Sent sent, MethodName method, SettingsHook.Saved saved) {
        Flow flow = sent.flow();
        List<Consequence> consequences = new ArrayList<>();
        consequences.add(Event.of(new FlowCompleted(
                flow.id(), "settings", method.wire(), saved.after().id())));
        ArrayNode next = Json.MAPPER.createArrayNode();
        for (ConfiguredHooks.Entry entry : configured.after(FlowKind.SETTINGS, method.wire())) {
            hooks.stream().filter(hook -> hook.name().equals(entry.name())).forEach(hook -> {
                consequences.addAll(hook.effects(saved, entry.config()));
                hook.continueWith(saved).forEach(next::add);
            });
        }
        Flow another = drawAnew(sent, saved.after());
        if (!next.isEmpty()) {
            flow.showOnce("continue_with", next);
        }
        return flows.decide(flow, flows.adding(another), consequences).chain(effects::handOver);
    }

    private Flow drawAnew(SettingsMethod.Sent sent, IdentityBody identity) {
        Flow flow = sent.flow();
        Flow another = begin.another(sent.request(), flow, identity);
        begin.draw(sent.request(), flow, identity);
        flow.ui().sendTo(another.ui().action());
        flow.ui().setMessage(Text.SETTINGS_SAVED.plain());
        flow.moveTo(FlowState.SUCCESS);
        SettingsRendering.show(flow, identity);
        return another;
    }

    private Answer answer(SettingsMethod.Sent sent, MethodName method) {
        Flow flow = sent.flow();
        if (flow.isNative()) {
            return Answers.json(200, FlowRendering.of(flow));
        }
        current.giveAgainTo(sent.request(), sent.session(), clock.instant());
        String returnTo = returnTo(flow, method);
        if (!sent.request().isJson()) {
            return Answers.seeOther(returnTo);
        }
        ObjectNode out = FlowRendering.of(flow);
        out.withArray("continue_with")
                .addObject()
                .put("action", "redirect_browser_to")
                .put("redirect_browser_to", returnTo);
        return Answers.json(200, out);
    }
}
