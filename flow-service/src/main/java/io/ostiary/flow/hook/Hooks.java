package io.ostiary.flow.hook;

import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.outbox.write.Consequence;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/** The hooks that the configuration has before or after a flow, as one. The first that doesn't let go on decides. */
@Singleton
public class Hooks {

    private record Configured(Hook hook, ConfiguredHooks.Entry entry) {}

    private final ConfiguredHooks configured;
    private final List<Hook> hooks;

    Hooks(ConfiguredHooks configured, @All List<Hook> hooks) {
        this.configured = configured;
        this.hooks = hooks;
    }

    /** Whether one of them has to see what would be written. */
    public boolean seeDraft(FlowKind kind, String method) {
        return after(kind, method).stream().anyMatch(each -> each.hook().seesDraft());
    }

    /** Whether somebody who signed up by a method gets a session. */
    public boolean signIn(FlowKind kind, String method) {
        return after(kind, method).stream().anyMatch(each -> each.hook().signsIn());
    }

    /** A flow is about to begin. */
    public Uni<Verdict> begins(Moment.Begins moment) {
        FlowKind kind = moment.flow().kind();
        return inTurn(
                matching(kind, configured.before(kind)),
                each -> each.hook().begins(moment, each.entry().config()));
    }

    /** A method has decided; what several hooks rewrite is put together. */
    public Uni<Verdict> decided(Moment.Decided moment) {
        FlowKind kind = moment.open().flow().kind();
        return decided(after(kind, moment.method()).iterator(), moment, Verdict.GO);
    }

    private static Uni<Verdict> decided(Iterator<Configured> rest, Moment.Decided moment, Verdict sofar) {
        if (!rest.hasNext()) {
            return Uni.createFrom().item(sofar);
        }
        Configured next = rest.next();
        return next.hook().decided(moment, next.entry().config()).chain(verdict -> switch (verdict) {
            case Verdict.Go go -> decided(rest, moment, sofar);
            case Verdict.GoWith with -> decided(rest, moment, together(sofar, with));
            case Verdict.Refuse refuse -> Uni.createFrom().item(refuse);
            case Verdict.Instead instead -> Uni.createFrom().item(instead);
        });
    }

    private static Verdict together(Verdict sofar, Verdict.GoWith next) {
        return sofar instanceof Verdict.GoWith(Rewrite earlier)
                ? new Verdict.GoWith(next.rewrite().after(earlier))
                : next;
    }

    /** What other services have to do. */
    public List<Consequence> written(Moment.Written moment) {
        return all(moment, (hook, entry) -> hook.written(moment, entry.config())).stream()
                .map(Consequence.class::cast)
                .toList();
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
