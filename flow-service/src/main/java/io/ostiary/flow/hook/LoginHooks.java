package io.ostiary.flow.hook;

import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.outbox.write.Consequence;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The hooks that are configured to follow logins, as one. */
@Singleton
public class LoginHooks {

    private final ConfiguredHooks configured;
    private final List<LoginHook> hooks;

    LoginHooks(ConfiguredHooks configured, @All List<LoginHook> hooks) {
        this.configured = configured;
        this.hooks = hooks;
    }

    /** What the first hook answers that answers in place of a session; empty when none does. */
    public Uni<Optional<Answer>> instead(String method, LoginHook.Proven proven) {
        return instead(after(method).iterator(), proven);
    }

    private static Uni<Optional<Answer>> instead(Iterator<LoginHook> rest, LoginHook.Proven proven) {
        return rest.hasNext()
                ? rest.next()
                        .instead(proven)
                        .chain(answer -> answer.isPresent() ? Uni.createFrom().item(answer) : instead(rest, proven))
                : Uni.createFrom().item(Optional.empty());
    }

    /** What other services have to do once the session is there. */
    public List<Consequence> consequences(String method, UUID attemptId, UUID identityId, UUID sessionId) {
        return after(method).stream()
                .flatMap(hook -> hook.effects(attemptId, identityId, sessionId).stream())
                .map(Consequence.class::cast)
                .toList();
    }

    private List<LoginHook> after(String method) {
        return configured.after(FlowKind.LOGIN, method).stream()
                .flatMap(entry -> hooks.stream().filter(hook -> hook.name().equals(entry.name())))
                .toList();
    }
}
