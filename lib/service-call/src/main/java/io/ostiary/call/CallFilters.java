package io.ostiary.call;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.trace.RequestTrace;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/** What every call between services carries, and what a refused one means. */
public final class CallFilters {

    private CallFilters() {}

    /** Adds the service token for the called service, and what the call is about. */
    public abstract static class Token implements ResteasyReactiveClientRequestFilter {

        private final ServiceName called;

        @Inject
        ServiceTokens tokens;

        protected Token(ServiceName called) {
            this.called = called;
        }

        @Override
        public void filter(ResteasyReactiveClientRequestContext request) {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.issueFor(called));
            RequestTrace.headers().forEach(request.getHeaders()::putSingle);
        }
    }

    /** The token for the identity-service. */
    public static class ForIdentity extends Token {
        public ForIdentity() {
            super(ServiceName.IDENTITY);
        }
    }

    /** The token for the session-service. */
    public static class ForSession extends Token {
        public ForSession() {
            super(ServiceName.SESSION);
        }
    }

    /** Turns a refused call into the problem that the client of the suite is told. */
    public static class Refusals implements ResponseExceptionMapper<ProblemException> {

        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status >= 400;
        }

        @Override
        public ProblemException toThrowable(Response response) {
            return new ProblemException(
                    switch (response.getStatus()) {
                        case 404 -> new Problem.NotFound(null);
                        case 409 -> new Problem.Conflict(null);
                        case 429 ->
                            new Problem.TooManyRequests(
                                    "Too many password checks are under way.", retryAfter(response));
                        default ->
                            new Problem.Unavailable(
                                    "A part of the system did not do what it was asked.", retryAfter(response));
                    });
        }

        private static Duration retryAfter(Response response) {
            String seconds = response.getHeaderString("Retry-After");
            return Duration.ofSeconds(seconds != null && seconds.matches("\\d{1,4}") ? Long.parseLong(seconds) : 1);
        }
    }
}
