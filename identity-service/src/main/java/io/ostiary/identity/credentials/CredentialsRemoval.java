package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes credentials from an identity, but never the last way to sign in. Pure. */
@Singleton
public class CredentialsRemoval {

    private final Assurance assurance;

    CredentialsRemoval(Assurance assurance) {
        this.assurance = assurance;
    }

    /**
     * The credentials that are left.
     *
     * @param type the contract's word; an unknown one is nothing that anybody has
     * @param identifier the word of the item to take, or null
     * @throws ProblemException not found, or not to be taken
     */
    public List<Credentials> without(List<Credentials> all, String type, @Nullable String identifier, Instant now) {
        Credentials found = all.stream()
                .filter(each -> each.type().wire().equals(type))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound("The identity has no such credentials.")));
        Credentials left = switch (found.type().shape().removal()) {
            case WHOLE -> null;
            case SECOND_FACTORS -> withoutSecondFactors(found, now);
            case CONFIG -> {
                keepOneFirstFactor(all);
                yield found.withConfig(Json.object(), now);
            }
            case ITEM -> {
                keepOneFirstFactor(all);
                yield withoutItem(found, identifier, now);
            }
            case NEVER ->
                throw new ProblemException(new Problem.BadRequest("Credentials of this type can't be deleted."));
        };
        List<Credentials> remaining = new ArrayList<>(all);
        if (left == null) {
            remaining.remove(found);
        } else {
            remaining.set(remaining.indexOf(found), left);
        }
        return List.copyOf(remaining);
    }

    private void keepOneFirstFactor(List<Credentials> all) {
        if (assurance.firstFactors(all) < 2) {
            throw new ProblemException(new Problem.BadRequest("The last way to sign in can't be deleted."));
        }
    }

    private static @Nullable Credentials withoutSecondFactors(Credentials found, Instant now) {
        Shape shape = found.type().shape();
        JsonNode config = shape.without(found.config(), item -> !shape.isFirst(item));
        return shape.items(config).isEmpty() ? null : found.withConfig(config, now);
    }

    private static Credentials withoutItem(Credentials found, @Nullable String word, Instant now) {
        if (word == null || word.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("Name the provider link in the parameter identifier."));
        }
        Shape shape = found.type().shape();
        if (shape.item(found.config(), word).isEmpty()) {
            throw new ProblemException(new Problem.NotFound("The identity has no such provider link."));
        }
        JsonNode config = shape.without(found.config(), item -> shape.word(item).equals(word));
        List<String> identifiers = new ArrayList<>(found.identifiers());
        identifiers.remove(word);
        return found.with(config, identifiers, now);
    }
}
