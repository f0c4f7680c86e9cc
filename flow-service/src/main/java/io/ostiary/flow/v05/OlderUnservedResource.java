package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.settings.SettingsAccess;
import io.ostiary.flow.settings.SettingsRendering;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.People;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * Two paths that version 0.5 lists among its own and answers with 404. Who is signed in gets what they are named after;
 * everybody else the 404.
 */
@Path("/v05/self-service")
@Produces(MediaType.WILDCARD)
public class OlderUnservedResource {

    private final Requests requests;
    private final CurrentSession current;
    private final FlowReading reading;
    private final People people;

    OlderUnservedResource(Requests requests, CurrentSession current, FlowReading reading, People people) {
        this.requests = requests;
        this.current = current;
        this.reading = reading;
        this.people = people;
    }

    /** The settings flow of that id, for its owner. */
    @GET
    @Path("/settings/browser/flows")
    public Uni<Answer> settings() {
        String id = requests.current().query("id");
        return signedIn()
                .chain(session -> reading.find(FlowKind.SETTINGS, id)
                        .invoke(flow -> SettingsAccess.requireOwner(flow, session))
                        .invoke(reading::refuseExpired)
                        .map(flow -> shown(flow, session)))
                .onFailure(e -> !(e instanceof NotFoundException))
                .transform(e -> new NotFoundException());
    }

    private static Answer shown(Flow flow, OpenSession session) {
        SettingsRendering.show(flow, session.identity());
        return Answers.flow(flow);
    }

    /** The person's connections to providers, as {@code provider:subject}. */
    @GET
    @Path("/browser/flows/registration/strategies/oidc/settings/connections")
    public Uni<Answer> connections() {
        return signedIn()
                .chain(session -> people.of(session).held(MethodName.of("oidc")))
                .map(OlderUnservedResource::connections);
    }

    private static Answer connections(Optional<Held> held) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        held.ifPresent(all -> all.identifiers().forEach(list::add));
        return Answers.json(200, list);
    }

    private Uni<OpenSession> signedIn() {
        return current.find(requests.current()).onItem().ifNull().failWith(() -> new NotFoundException());
    }
}
