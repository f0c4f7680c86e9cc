package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.TransactionWork;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The hooks that the configuration has before or after a flow, as one. The first that doesn't let go on decides. */
@Singleton
public class Hooks {

    private record Configured(Hook hook, ConfiguredHooks.Entry entry) {

        boolean seesDraft() {
            return hook.seesDraft(entry.config());
        }

        Uni<Verdict> decided(Moment.Decided moment) {
            return hook.decided(moment, entry.config());
        }
    }

    private final ConfiguredHooks configured;
    private final List<Hook> hooks;
    private final FollowRegistration registration;

    Hooks(ConfiguredHooks configured, @All List<Hook> hooks, FollowRegistration registration) {
        this.configured = configured;
        this.hooks = hooks;
        this.registration = registration;
    }

    /** Whether one of them has to see what would be written. */
    public boolean seeDraft(FlowKind kind, String method) {
        return after(kind, method).stream().anyMatch(Configured::seesDraft);
    }

    /** Whether somebody who signed up by a method gets a session. */
    public boolean signIn(FlowKind kind, String method) {
        return after(kind, method).stream().anyMatch(each -> each.hook().signsIn());
    }

    /** Whether one of them follows a flow by a method. */
    public boolean follow(FlowKind kind, String method) {
        return !after(kind, method).isEmpty();
    }

    /**
     * A flow is about to begin.
     *
     * @return fails with a {@link ProblemException} when a hook doesn't let it
     */
    public Uni<Void> letBegin(Moment.Begins moment) {
        return begins(moment)
                .invoke(verdict -> {
                    if (!(verdict instanceof Verdict.Go)) {
                        throw new ProblemException(new Problem.HookFailed());
                    }
                })
                .replaceWithVoid();
    }

    /** A flow is about to begin. */
    public Uni<Verdict> begins(Moment.Begins moment) {
        FlowKind kind = moment.flow().kind();
        return inTurn(
                matching(kind, configured.before(kind)),
                each -> each.hook().begins(moment, each.entry().config()));
    }

    /** A method has decided, and no hook writes other traits. */
    public Uni<Verdict> decided(Moment.Decided moment) {
        return decided(moment, Redraft.NONE);
    }

    /**
     * A method has decided. What several hooks rewrite is put together, and each sees what the ones before it have
     * written. Those that may put the decision off are asked last.
     *
     * @param redraft finds out what other traits would bring about
     */
    public Uni<Verdict> decided(Moment.Decided moment, Redraft redraft) {
        List<Configured> all = after(moment.open().flow().kind(), moment.method());
        List<Configured> inTurn = all.stream()
                .sorted(Comparator.comparing(each -> each.hook().putsOff()))
                .toList();
        return decided(inTurn, moment, redraft, Verdict.GO);
    }

    private static Uni<Verdict> decided(List<Configured> rest, Moment.Decided moment, Redraft redraft, Verdict sofar) {
        if (rest.isEmpty()) {
            return Uni.createFrom().item(sofar);
        }
        List<Configured> others = rest.subList(1, rest.size());
        return rest.getFirst().decided(moment).chain(verdict -> switch (verdict) {
            case Verdict.Go go -> decided(others, moment, redraft, sofar);
            case Verdict.GoWith with -> rewritten(others, moment, redraft, together(sofar, with));
            case Verdict.Refuse refuse -> Uni.createFrom().item(refuse);
            case Verdict.Instead instead -> Uni.createFrom().item(instead);
        });
    }

    private static Verdict.GoWith together(Verdict sofar, Verdict.GoWith next) {
        return sofar instanceof Verdict.GoWith(Rewrite earlier)
                ? new Verdict.GoWith(next.rewrite().after(earlier))
                : next;
    }

    /** Other traits bring other addresses about: the hooks to come judge by what would be written now. */
    private static Uni<Verdict> rewritten(
            List<Configured> rest, Moment.Decided moment, Redraft redraft, Verdict.GoWith sofar) {
        Rewrite rewrite = sofar.rewrite();
        boolean looked = rewrite.traits() != null && rest.stream().anyMatch(Configured::seesDraft);
        if (!looked) {
            return decided(rest, moment.with(rewrite), redraft, sofar);
        }
        return redraft.with(rewrite).chain(drawn -> {
            if (!drawn.complaints().isEmpty()) {
                return Uni.createFrom().item(new Verdict.Refuse(drawn.complaints()));
            }
            Moment.Decided seen = drawn.draft() == null ? moment.with(rewrite) : moment.withDraft(drawn.draft());
            return decided(rest, seen, redraft, sofar);
        });
    }

    /** What other services have to do. */
    public List<Consequence> written(Moment.Written moment) {
        return all(moment, (hook, entry) -> hook.written(moment, entry.config())).stream()
                .map(Consequence.class::cast)
                .toList();
    }

    /** What is kept of it in the transaction that writes, beyond effects. */
    public TransactionWork keeping(Moment.Written moment) {
        return after(moment.open().flow().kind(), moment.method()).stream()
                .map(each -> each.hook().keeping(moment, each.entry().config()))
                .reduce(TransactionWork.NONE, TransactionWork::then);
    }

    /** Somebody is registered: does what {@link #followUp} had planned, as the effects say. */
    public Uni<Void> follow(List<PendingEffectBody> effects) {
        return registration.now(effects);
    }

    /** What {@link FollowRegistration} has to do once somebody is registered; null: nothing. */
    public @Nullable JsonNode followUp(Moment.Decided moment) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Configured each : after(moment.open().flow().kind(), moment.method())) {
            JsonNode wanted = each.hook().followUp(moment, each.entry().config());
            if (wanted != null) {
                all.addObject().put("hook", each.hook().name()).set("wanted", wanted);
            }
        }
        return all.isEmpty() ? null : all;
    }

    /** What the client does next. */
    public List<ContinueWith> next(Moment.Written moment) {
        return all(moment, (hook, entry) -> hook.next(moment, entry.config()));
    }

    private <T> List<T> all(Moment.Written moment, BiFunction<Hook, ConfiguredHooks.Entry, List<T>> ask) {
        return after(moment.open().flow().kind(), moment.method()).stream()
                .flatMap(each -> ask.apply(each.hook(), each.entry()).stream())
                .toList();
    }

    /** Everything is written. */
    public Uni<Verdict> after(Moment.Written moment) {
        return inTurn(
                after(moment.open().flow().kind(), moment.method()),
                each -> each.hook().after(moment, each.entry().config()));
    }

    private static Uni<Verdict> inTurn(
            List<Configured> all, java.util.function.Function<Configured, Uni<Verdict>> ask) {
        Uni<Verdict> verdict = Uni.createFrom().item(Verdict.GO);
        for (Configured each : all) {
            verdict = verdict.chain(v ->
                    v instanceof Verdict.Go ? ask.apply(each) : Uni.createFrom().item(v));
        }
        return verdict;
    }

    private List<Configured> after(FlowKind kind, String method) {
        return matching(kind, configured.after(kind, method));
    }

    private List<Configured> matching(FlowKind kind, List<ConfiguredHooks.Entry> entries) {
        return entries.stream()
                .flatMap(entry -> hooks.stream()
                        .filter(hook ->
                                hook.name().equals(entry.name()) && hook.joins().contains(kind))
                        .map(hook -> new Configured(hook, entry)))
                .toList();
    }
}
