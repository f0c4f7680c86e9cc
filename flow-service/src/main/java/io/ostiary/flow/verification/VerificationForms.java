package io.ostiary.flow.verification;

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

/** Finds the method of a verification flow, and has it draw the flow's form. */
@Singleton
class VerificationForms {

    private final VerificationConfig config;
    private final List<VerificationMethod> methods;

    VerificationForms(VerificationConfig config, @All List<VerificationMethod> methods) {
        this.config = config;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
    }

    /** All methods. */
    List<VerificationMethod> methods() {
        return methods;
    }

    /**
     * The method of new flows.
     *
     * @throws ProblemException with {@link Problem.InvalidConfiguration} when it is switched off
     */
    VerificationMethod ofNew(Generation generation) {
        return preferred(generation)
                .or(() -> enabled(MethodName.of(config.use())))
                .orElseThrow(() -> new ProblemException(new Problem.InvalidConfiguration(
                        "selfservice.flows.verification.use names a method that is switched off.")));
    }

    /** The method that a flow was used with last; else the one of new flows. */
    VerificationMethod active(Flow flow) {
        return Stream.ofNullable(flow.active())
                .map(MethodName::of)
                .flatMap(name -> enabled(name).stream())
                .findFirst()
                .orElseGet(() -> ofNew(flow.generation()));
    }

    /** The older contract knows links alone. */
    private Optional<VerificationMethod> preferred(Generation generation) {
        return generation == Generation.V05 ? enabled(MethodName.LINK) : Optional.empty();
    }

    private Optional<VerificationMethod> enabled(MethodName name) {
        return methods.stream()
                .filter(each ->
                        each.method().name().equals(name) && each.method().enabled())
                .findFirst();
    }

    /** Draws the form of a flow that a method begins. */
    void begin(Flow flow, VerificationMethod method) {
        flow.setActive(method.method().name().wire());
        draw(method, new VerificationForm(flow, FormToken.of(flow), null));
    }

    /** Draws a form from nothing. */
    void draw(VerificationMethod method, VerificationForm form) {
        form.flow().ui().clearMessages();
        form.nodes().clear();
        method.draw(form);
    }
}
