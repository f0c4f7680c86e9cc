package io.ostiary.flow.recovery;

import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.submission.FormToken;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the method of a recovery flow, and has it draw the flow's form. */
@Singleton
class RecoveryForms {

    private final RecoveryConfig config;
    private final List<RecoveryMethod> methods;

    RecoveryForms(RecoveryConfig config, @All List<RecoveryMethod> methods) {
        this.config = config;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
    }

    /** All methods. */
    List<RecoveryMethod> methods() {
        return methods;
    }

    /**
     * The method of new flows.
     *
     * @throws ProblemException with {@link Problem.InvalidConfiguration} when it is switched off
     */
    RecoveryMethod ofNew(Generation generation) {
        return preferred(generation)
                .or(() -> enabled(MethodName.of(config.use())))
                .orElseThrow(() -> new ProblemException(new Problem.InvalidConfiguration(
                        "selfservice.flows.recovery.use names a method that is switched off.")));
    }

    /** The method by which a flow was begun; where that is switched off now, the one of new flows. */
    RecoveryMethod ofOld(Flow flow) {
        return enabled(RecoveryFacts.methodOf(flow)).orElseGet(() -> ofNew(flow.generation()));
    }

    /** The method that a flow was used with last, else the one by which it was begun. */
    RecoveryMethod active(Flow flow) {
        return Stream.ofNullable(flow.active())
                .map(MethodName::of)
                .flatMap(name -> enabled(name).stream())
                .findFirst()
                .orElseGet(() -> ofOld(flow));
    }

    /** The older contract knows links alone. */
    private Optional<RecoveryMethod> preferred(Generation generation) {
        return generation == Generation.V05 ? enabled(MethodName.LINK) : Optional.empty();
    }

    private Optional<RecoveryMethod> enabled(MethodName name) {
        return methods.stream()
                .filter(each ->
                        each.method().name().equals(name) && each.method().enabled())
                .findFirst();
    }

    /** Draws the form of a flow that a method begins. */
    void begin(Flow flow, RecoveryMethod method) {
        RecoveryFacts.assign(flow, method.method().name());
        flow.moveTo(method.first());
        draw(flow, method, FormToken.of(flow));
    }

    /** Draws the form of a flow where it stands. */
    void draw(Flow flow, RecoveryMethod method, String token) {
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        if (!RecoveryFacts.isOpenToAll(flow)) {
            flow.ui().setCsrf(token);
        }
        method.draw(flow, flow.ui().nodes());
    }
}
