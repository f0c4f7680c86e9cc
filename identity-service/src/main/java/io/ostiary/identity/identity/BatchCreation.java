package io.ostiary.identity.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.identity.input.Documents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes many identities, each with its own outcome. All are written in one transaction; if one of
 * them is taken, each gets its own, so that the others aren't held up by it.
 */
@Singleton
public class BatchCreation {

    private static final int MOST = 1_000;
    private static final int MOST_WITH_CLEAR_PASSWORD = 200;

    /** The contract's {@code patchIdentitiesBody}. */
    record Body(@Nullable List<JsonNode> identities) {}

    /** One part of it. */
    record Part(
            @Nullable CreateBody create,
            @JsonProperty("patch_id") @Nullable UUID patchId) {}

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
            @Nullable UUID identity,
            @JsonProperty("patch_id") @Nullable UUID patchId,
            @Nullable JsonNode error) {

        static Outcome created(Identity identity, @Nullable UUID patchId) {
            return new Outcome("create", identity.id(), patchId, null);
        }

        static Outcome failed(Problem problem, @Nullable UUID patchId) {
            return new Outcome(
                    "error", null, patchId, ProblemResponses.of(problem).error());
        }
    }

    /** All outcomes, in the order of the parts. */
    public record Outcomes(List<Outcome> identities) {}

    /**
     * A part on its way: read, complete or refused.
     *
     * @param row its place in the batch, from 0
     */
    private record Step(
            int row,
            @Nullable UUID patchId,
            @Nullable CreateBody body,
            @Nullable Identity complete,
            @Nullable Problem refusal) {

        static Step read(JsonNode said, int row) {
            try {
                Part part = Documents.strictly(said, Part.class, "identities." + row);
                return part.create() == null
                        ? new Step(row, part.patchId(), null, null, nothing(row))
                        : new Step(row, part.patchId(), part.create(), null, null);
            } catch (ProblemException e) {
                UUID patchId = UrlIds.read(said.path("patch_id").asText("")).orElse(null);
                return new Step(row, patchId, null, null, e.problem());
            }
        }

        private static Problem nothing(int row) {
            return new Problem.BadRequest("identities." + row + ".create is an object.");
        }

        Step complete(Identity identity) {
            return new Step(row, patchId, body, identity, null);
        }

        Step refused(Problem problem) {
            return new Step(row, patchId, body, null, problem);
        }

        boolean hasClearPassword() {
            return body != null
                    && body.credentials() != null
                    && body.credentials().hasClearPassword();
        }

        Identity written() {
            return Objects.requireNonNull(complete, "a part that isn't refused is complete");
        }

        Outcome outcome() {
            return refusal == null
                    ? Outcome.created(written(), patchId)
                    : Outcome.failed(
                            new Problem.WithDetails(refusal, Json.object().put("row", row)), patchId);
        }
    }

    private final CreateIdentities creation;

    BatchCreation(CreateIdentities creation) {
        this.creation = creation;
    }

    /**
     * Makes them. A part that can't be read or imported fails alone.
     *
     * @return fails with {@link Problem.BadRequest} when the batch is too large or no list; with
     *     {@link Problem.Conflict} when it has one part and that is taken
     */
    Uni<Outcomes> create(Body body) {
        List<Step> read = read(body.identities() == null ? List.of() : body.identities());
        return Multi.createFrom()
                .iterable(read)
                .onItem()
                .transformToUniAndConcatenate(this::prepare)
                .collect()
                .asList()
                .chain(this::write)
                .map(steps -> new Outcomes(steps.stream().map(Step::outcome).toList()));
    }

    private static List<Step> read(List<JsonNode> parts) {
        if (parts.size() > MOST) {
            throw refused("A batch has " + MOST + " identities at most.");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            steps.add(Step.read(parts.get(i), i));
        }
        if (steps.stream().filter(Step::hasClearPassword).count() > MOST_WITH_CLEAR_PASSWORD) {
            throw refused("A batch has " + MOST_WITH_CLEAR_PASSWORD + " passwords in clear at most.");
        }
        return steps;
    }

    private Uni<Step> prepare(Step step) {
        if (step.body() == null) {
            return Uni.createFrom().item(step);
        }
        CreateBody body = step.body();
        return Uni.createFrom()
                .item(() -> creation.describe(body))
                .chain(described -> creation.prepare(body).map(imported -> creation.complete(described, imported)))
                .map(step::complete)
                .onFailure(BatchCreation::concernsOne)
                .recoverWithItem(failure -> step.refused(problem(failure)));
    }

    private Uni<List<Step>> write(List<Step> steps) {
        List<Identity> complete = steps.stream()
                .filter(each -> each.refusal() == null)
                .map(Step::written)
                .toList();
        if (complete.isEmpty()) {
            return Uni.createFrom().item(steps);
        }
        Uni<List<Step>> written = creation.write(complete).replaceWith(steps);
        if (steps.size() == 1) {
            // The contract fails the whole batch then: nothing of it was made.
            return written.onFailure(TakenException.class)
                    .transform(e -> new ProblemException(problem(e)))
                    .onFailure(BatchCreation::isBadRequest)
                    .recoverWithUni(() -> writeEach(steps));
        }
        return written.onFailure(BatchCreation::concernsOne).recoverWithUni(() -> writeEach(steps));
    }

    /** Whether a failure is one part's own, and not the database's or the pool's. */
    private static boolean concernsOne(Throwable failure) {
        return failure instanceof TakenException
                || isBadRequest(failure)
                || ProblemException.is(failure, Problem.Conflict.class);
    }

    private static boolean isBadRequest(Throwable failure) {
        return ProblemException.is(failure, Problem.BadRequest.class);
    }

    private static Problem problem(Throwable failure) {
        return failure instanceof TakenException taken ? taken.problem() : ((ProblemException) failure).problem();
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
        return creation.write(List.of(step.written()))
                .replaceWith(step)
                .onFailure(failure -> failure instanceof TakenException || failure instanceof ProblemException)
                .recoverWithItem(failure -> step.refused(problem(failure)));
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
