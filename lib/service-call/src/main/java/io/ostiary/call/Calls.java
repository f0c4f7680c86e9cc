package io.ostiary.call;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.time.Duration;

/**
 * Gives a call between services its deadline, and its failures their meaning: 503 with Retry-After,
 * never a hang.
 */
public final class Calls {

    private Calls() {}

    /**
     * The call with a deadline.
     *
     * @param call the call, not yet under way
     * @param deadline after which the client is told to try again
     */
    public static <T> Uni<T> within(Uni<T> call, Duration deadline) {
        return call.ifNoItem()
                .after(deadline)
                .failWith(() -> unavailable())
                .onFailure(Calls::isTransport)
                .transform(e -> unavailable());
    }

    private static boolean isTransport(Throwable e) {
        return e instanceof ProcessingException || e instanceof IOException;
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                new Problem.Unavailable("A part of the system did not answer in time.", Duration.ofSeconds(1)));
    }
}
