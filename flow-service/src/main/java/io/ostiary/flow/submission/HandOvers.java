package io.ostiary.flow.submission;

import io.ostiary.flow.http.Answer;
import io.ostiary.flow.step.HandOver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the flow that goes on with what another hands over. */
@Singleton
class HandOvers {

    /** Looked up when needed: those who take over take steps themselves. */
    private final Instance<TakesOver> all;

    HandOvers(Instance<TakesOver> all) {
        this.all = all;
    }

    Uni<Answer> take(Open from, HandOver to) {
        return all.stream()
                .map(each -> each.take(from, to))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no flow goes on with " + to.getClass()));
    }
}
