package io.ostiary.identity.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.identity.importing.ImportBody;
import io.ostiary.identity.importing.PreparedImport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes many identities, each with its own outcome. All are written in one transaction; if one of
 * them is taken, each gets its own, so that the others aren't held up by it.
 */
@Singleton
public class BatchCreation {

    private static final int MOST = 1_000;
    private static final int MOST_WITH_CLEAR_PASSWORD = 200;

    /** The contract's {@code patchIdentitiesBody}. */
    record Body(List<Part> identities) {}

    /** One part of it. */
    record Part(CreateBody create, @JsonProperty("patch_id") UUID patchId) {}

    /**
     * The outcome of one part.
     *
     * @param action {@code create} or {@code error}
     * @param identity the new identity's id, or null
     * @param error the contract's error, or null
     */
    @JsonInclude(Include.NON_NULL)
    public record Outcome(
            String action,
            UUID identity,
            @JsonProperty("patch_id") UUID patchId,
            JsonNode error) {

        static Outcome created(Identity identity, UUID patchId) {
            return new Outcome("create", identity.id(), patchId, null);
        }

        static Outcome failed(Problem problem, UUID patchId) {
            return new Outcome(
                    "error", null, patchId, ProblemResponses.of(problem).error());
        }
    }

    /** All outcomes, in the order of the parts. */
    public record Outcomes(List<Outcome> identities) {}

    /** A part on its way: complete or refused. */
    private record Step(Part part, Identity complete, Problem refusal) {

        Outcome outcome() {
            return refusal == null
                    ? Outcome.created(complete, part.patchId())
                    : Outcome.failed(refusal, part.patchId());
        }
    }

    private final CreateIdentities creation;

    BatchCreation(CreateIdentities creation) {
        this.creation = creation;
    }

    /**
     * Makes them.
     *
     * @return fails with {@link Problem.BadRequest} when the batch is too large, or credentials
     *     can't be imported; with {@link Problem.Conflict} when one alone could be made and is
     *     taken
     */
    Uni<Outcomes> create(Body body) {
        List<Part> parts = body.identities() == null ? List.of() : body.identities();
        checkSize(parts);
        List<Identity> described =
                parts.stream().map(each -> creation.describe(each.create())).toList();
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(each -> creation.prepare(each.create()))
                .collect()
                .asList()
                .map(imports -> complete(parts, described, imports))
                .chain(this::write)
                .map(steps -> new Outcomes(steps.stream().map(Step::outcome).toList()));
    }

    private static void checkSize(List<Part> parts) {
        if (parts.size() > MOST) {
            throw refused("A batch has " + MOST + " identities at most.");
        }
        if (parts.stream().anyMatch(each -> each == null || each.create() == null)) {
            throw refused("Each part of a batch has something to create.");
        }
        long clear = parts.stream()
                .filter(each -> hasClearPassword(each.create().credentials()))
                .count();
        if (clear > MOST_WITH_CLEAR_PASSWORD) {
            throw refused("A batch has " + MOST_WITH_CLEAR_PASSWORD + " passwords in clear at most.");
        }
    }

    private static boolean hasClearPassword(ImportBody credentials) {
        return credentials != null && credentials.hasClearPassword();
    }

    private List<Step> complete(List<Part> parts, List<Identity> described, List<PreparedImport> imports) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            try {
                Identity complete = creation.complete(described.get(i), imports.get(i));
                steps.add(new Step(parts.get(i), complete, null));
            } catch (ProblemException e) {
                steps.add(new Step(parts.get(i), null, e.problem()));
            }
        }
        return steps;
    }

    private Uni<List<Step>> write(List<Step> steps) {
        List<Identity> complete = steps.stream()
                .filter(each -> each.refusal() == null)
                .map(Step::complete)
                .toList();
        if (complete.isEmpty()) {
            return Uni.createFrom().item(steps);
        }
        if (complete.size() == 1) {
            // The contract fails the whole batch then: nothing of it was made.
            return creation.write(complete)
                    .replaceWith(steps)
                    .onFailure(TakenException.class)
                    .transform(e -> new ProblemException(new Problem.Conflict(null)))
                    .onFailure(BatchCreation::isBadRequest)
                    .recoverWithUni(() -> writeEach(steps));
        }
        return creation.write(complete)
                .replaceWith(steps)
                .onFailure(BatchCreation::concernsOne)
                .recoverWithUni(() -> writeEach(steps));
    }

    private static boolean concernsOne(Throwable failure) {
        return failure instanceof TakenException || isBadRequest(failure);
    }

    private static boolean isBadRequest(Throwable failure) {
        return failure instanceof ProblemException e && e.problem() instanceof Problem.BadRequest;
    }

    private Uni<List<Step>> writeEach(List<Step> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(this::writeOne)
                .collect()
                .asList();
    }

    private Uni<Step> writeOne(Step step) {
        if (step.refusal() != null) {
            return Uni.createFrom().item(step);
        }
        return creation.write(List.of(step.complete()))
                .replaceWith(step)
                .onFailure(TakenException.class)
                .recoverWithItem(new Step(step.part(), null, new Problem.Conflict(null)))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> new Step(step.part(), null, ((ProblemException) failure).problem()));
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
