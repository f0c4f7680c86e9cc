package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.People;
import io.ostiary.flow.submission.Decisions;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Has the hooks after settings follow a change that waited for its address, as they follow one that is made at once. Those
 * that could refuse it were asked before it began to wait.
 */
@Singleton
class SettingsHooks {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String METHOD = MethodName.PROFILE.wire();

    private final Hooks hooks;
    private final FlowRepository flows;
    private final SessionCalls sessions;
    private final SchemaForms schemas;
    private final People people;
    private final Decisions decisions;

    SettingsHooks(
            Hooks hooks,
            FlowRepository flows,
            @RestClient SessionCalls sessions,
            SchemaForms schemas,
            People people,
            Decisions decisions) {
        this.hooks = hooks;
        this.flows = flows;
        this.sessions = sessions;
        this.schemas = schemas;
        this.people = people;
        this.decisions = decisions;
    }

    /**
     * The submission that a change came from, with the session and the identity as they are before it is made.
     *
     * @param verification the submission that proves the address
     * @return empty where no hook follows, or the flow is gone
     */
    Uni<Optional<Open>> submissionOf(PendingChange change, Open verification) {
        return hooks.follow(FlowKind.SETTINGS, METHOD)
                ? flows.find(FlowKind.SETTINGS, change.settingsFlowId())
                        .onItem()
                        .ifNotNull()
                        .transformToUni(flow -> submission(flow, change, verification))
                        .map(Optional::ofNullable)
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Open> submission(Flow flow, PendingChange change, Open verification) {
        return Calls.within(sessions.check(new Sessions.Check(change.session())), DEADLINE)
                .map(checked -> checked.session() == null
                        ? null
                        : submission(flow, new OpenSession(change.session(), checked), verification));
    }

    private Open submission(Flow flow, OpenSession session, Open verification) {
        return new Open(
                verification.request(),
                flow,
                schemas.of(session.identity().schemaId()),
                Submission.empty(),
                verification.attempt(),
                session,
                people.of(session),
                true);
    }

    /** What has to follow the change, also where this service dies meanwhile; null: nothing. */
    @Nullable
    JsonNode followUp(Open settings) {
        return hooks.followUp(new Moment.Decided(settings, METHOD, null, null));
    }

    /**
     * Follows the change, once it is made.
     *
     * @param effects what identity-service gave back with it
     */
    Uni<Verdict> follow(Open settings, IdentityBody after, List<PendingEffectBody> effects) {
        OpenSession session = Objects.requireNonNull(settings.session());
        Moment.Written moment = new Moment.Written(
                settings, METHOD, session.identity(), after, session.session().id(), null);
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(settings.flow().id(), "settings", METHOD, after.id())));
        all.addAll(hooks.written(moment));
        return decisions
                .last(settings.flow(), hooks.keeping(moment, effects), all)
                .invoke(() -> hooks.kept(effects))
                .chain(() -> hooks.after(moment));
    }
}
