package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.generation.Spoken;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives the {@link Answer} of an endpoint its HTTP form, in the {@link View} of the client's generation. */
@Singleton
public class AnswerFilter {

    private final Views views;
    private final CurrentVertxRequest current;

    AnswerFilter(Views views, CurrentVertxRequest current) {
        this.views = views;
        this.current = current;
    }

    /** Replaces the answer by status, headers and body. */
    @ServerResponseFilter
    public void write(ContainerResponseContext response) {
        if (response.getEntity() instanceof Answer answer) {
            write(response, answer, views.of(Spoken.in(current.getCurrent())));
        }
    }

    private static void write(ContainerResponseContext response, Answer answer, View view) {
        switch (answer) {
            case Answer.Json json -> json(response, json.status(), json.body(), json.retryAfter());
            case Answer.Held held -> held(response, held, view);
            case Answer.OfFlow shown -> json(response, shown.status(), view.flow(shown.flow()), null);
            case Answer.SignedIn signedIn -> json(response, 200, view.signedIn(signedIn), null);
            case Answer.SignedUp signedUp -> json(response, 200, view.signedUp(signedUp), null);
            case Answer.Saved saved -> json(response, 200, view.saved(saved), null);
            case Answer.Replaced replaced -> write(response, view.replaced(replaced), view);
            case Answer.Passed passed -> write(response, view.passed(passed), view);
            case Answer.OfProblem told -> problem(response, view.problem(told.problem()));
            case Answer.Elsewhere elsewhere -> {
                response.setStatus(view.redirect(elsewhere.status()));
                response.getHeaders().putSingle("Location", requireAscii(elsewhere.address()));
                withoutBody(response);
            }
            case Answer.Empty empty -> {
                response.setStatus(empty.status());
                withoutBody(response);
            }
        }
    }

    private static void held(ContainerResponseContext response, Answer.Held held, View view) {
        ProblemResponses.Answer told = view.problem(held.problem());
        // The contract answers 400 here while the body says 500.
        response.setStatus(held.problem() instanceof Problem.HookFailed ? 400 : told.status());
        response.setEntity(
                Json.text(told.body()) + "\n" + Json.text(view.flow(held.flow())),
                null,
                MediaType.APPLICATION_JSON_TYPE);
    }

    private static void problem(ContainerResponseContext response, ProblemResponses.Answer told) {
        json(response, told.status(), told.body(), told.retryAfter());
    }

    private static void json(
            ContainerResponseContext response, int status, JsonNode body, @Nullable Duration retryAfter) {
        response.setStatus(status);
        if (retryAfter != null) {
            response.getHeaders().putSingle("Retry-After", Math.max(1, retryAfter.toSeconds()));
        }
        response.setEntity(Json.text(body), null, MediaType.APPLICATION_JSON_TYPE);
    }

    /** Whatever else a header has is sent as another character, and the browser would go where nobody has looked. */
    static String requireAscii(String address) {
        if (!address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalStateException("an address to go on to holds what no header can carry");
        }
        return address;
    }

    private static void withoutBody(ContainerResponseContext response) {
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    }
}
