package io.ostiary.flow.submission;

import io.ostiary.flow.http.Answer;
import io.ostiary.flow.step.HandOver;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Goes on with what another flow hands over; a bean of the flow that does. */
public interface TakesOver {

    /**
     * Goes on with it in a flow of its own.
     *
     * @param from the submission that led to it, on the flow that ends here
     * @return empty: that is another flow's business
     */
    Optional<Uni<Answer>> take(Open from, HandOver to);
}
