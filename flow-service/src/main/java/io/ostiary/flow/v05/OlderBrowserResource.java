package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.logout.Logout;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.People;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code /self-service/browser/flows} of version 0.5, what is left of it. */
@Path("/v05/self-service/browser/flows")
@Produces(MediaType.WILDCARD)
public class OlderBrowserResource {

    private final Requests requests;
    private final Logout logout;
    private final CurrentSession current;
    private final People people;
    private final Answers answers;

    OlderBrowserResource(Requests requests, Logout logout, CurrentSession current, People people, Answers answers) {
        this.requests = requests;
        this.logout = logout;
        this.current = current;
        this.people = people;
        this.answers = answers;
    }

    /** Signs a browser out, with or without a session. The address asks for no token, so any site can do it. */
    @GET
    @Path("/logout")
    public Uni<Answer> logout() {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> logout.withoutToken(request)));
    }

    /**
     * The person's connections to providers, as {@code provider:subject}. Version 0.5 lists the path and answers 404; so
     * does this for everybody who is not signed in.
     */
    @GET
    @Path("/registration/strategies/oidc/settings/connections")
    public Uni<Answer> connections() {
        return current.find(requests.current())
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException())
                .chain(session -> people.of(session).held(MethodName.of("oidc")))
                .map(OlderBrowserResource::connections);
    }

    private static Answer connections(Optional<Held> held) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        held.ifPresent(all -> all.identifiers().forEach(list::add));
        return Answers.json(200, list);
    }
}
