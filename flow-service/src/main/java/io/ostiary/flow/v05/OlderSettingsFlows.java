package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.settings.SettingsRendering;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Settings flows with the identity whose they are. */
@Singleton
class OlderSettingsFlows {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final FlowReading reading;
    private final IdentityCalls identities;
    private final OlderView view;

    OlderSettingsFlows(FlowReading reading, @RestClient IdentityCalls identities, OlderView view) {
        this.reading = reading;
        this.identities = identities;
        this.view = view;
    }

    /** A flow that has begun, with the whole identity. */
    Answer begun(Flow flow, OpenSession session) {
        SettingsRendering.show(flow, session.identity());
        ObjectNode shown = view.flow(flow);
        shown.set("identity", view.identity(flow.shown("identity")));
        return Answers.json(200, shown);
    }

    /** A flow for the operator's pages, which have no session of its owner. */
    Uni<Answer> forPages(ClientRequest request) {
        return reading.find(FlowKind.SETTINGS, request.query("id"))
                .invoke(reading::refuseExpired)
                .chain(this::withIdentity)
                .map(Answers::flow);
    }

    private Uni<Flow> withIdentity(Flow flow) {
        return Calls.within(identities.identity(Objects.requireNonNull(flow.identityId())), DEADLINE)
                .map(IdentitySnapshot::body)
                .invoke(body -> SettingsRendering.show(flow, body))
                .replaceWith(flow);
    }
}
