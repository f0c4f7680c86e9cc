package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.Assurance;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.EditedCredentials;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresNotes;
import io.ostiary.identity.identity.SchemaFollowing;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.ostiary.internal.identity.HeldCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Edits credentials of one type, whatever method they belong to. Edits are of items, and are made of
 * the identity as it is at that moment, so that two of them at once both come through.
 */
@Singleton
class EditCredentials {

    private final OwnChange change;
    private final PostgresNotes notes;
    private final ConfigSeal seal;
    private final Assurance assurance;
    private final SchemaFollowing following;
    private final IdentityRendering rendering;

    EditCredentials(
            OwnChange change,
            PostgresNotes notes,
            ConfigSeal seal,
            Assurance assurance,
            SchemaFollowing following,
            IdentityRendering rendering) {
        this.change = change;
        this.following = following;
        this.notes = notes;
        this.seal = seal;
        this.assurance = assurance;
        this.rendering = rendering;
    }

    Uni<Changes.Result> edit(UUID id, String word, HeldCredentials.Edit wanted) {
        CredentialsType type = EditableTypes.of(word);
        return switch (wanted.edit()) {
            case CredentialsEdit.Replace replace -> replace(id, type, wanted, replace);
            case CredentialsEdit.Add add -> add(id, type, wanted, add);
            case CredentialsEdit.Take take ->
                write(
                        id,
                        wanted,
                        (identity, now) -> EditedCredentials.taken(identity.credentials(), type, take.item(), now)
                                .map(left -> unlessLast(identity.credentials(), left))
                                .orElseThrow(() -> RefusedException.because(Changes.Refusal.NOT_HELD)));
            case CredentialsEdit.Note note -> note(id, type, note);
        };
    }

    private Uni<Changes.Result> replace(
            UUID id, CredentialsType type, HeldCredentials.Edit wanted, CredentialsEdit.Replace replace) {
        JsonNode config = seal.open(replace.config());
        return write(
                id,
                wanted,
                (identity, now) -> EditedCredentials.replaced(
                        identity.credentials(), type, config, listed(replace.identifiers()), now));
    }

    private Uni<Changes.Result> add(
            UUID id, CredentialsType type, HeldCredentials.Edit wanted, CredentialsEdit.Add add) {
        if (!type.shape().isList()) {
            throw new ProblemException(new Problem.BadRequest("Credentials of this type have no items."));
        }
        JsonNode item = seal.open(add.item());
        JsonNode beside = add.beside() == null ? Json.object() : seal.open(add.beside());
        return write(
                id,
                wanted,
                (identity, now) -> EditedCredentials.added(
                        identity.credentials(), type, item, beside, names(identity, type, add), now));
    }

    /** With those that the traits give, where people name themselves by them: nothing may have reserved them so far. */
    private List<String> names(Identity identity, CredentialsType type, CredentialsEdit.Add add) {
        Set<String> names = new LinkedHashSet<>(listed(add.identifiers()));
        if (type.shape().isListed()) {
            names.addAll(following.find(identity).identifiers().getOrDefault(type, Set.of()));
        }
        return List.copyOf(names);
    }

    private static List<String> listed(@Nullable List<String> read) {
        return read == null ? List.of() : read;
    }

    private Uni<Changes.Result> write(
            UUID id, HeldCredentials.Edit wanted, BiFunction<Identity, java.time.Instant, List<Credentials>> edited) {
        return change.write(new OwnChange.Wanted(
                id,
                wanted.attemptId(),
                wanted.begin(),
                wanted.followUp(),
                (identity, now) -> identity.change()
                        .credentials(edited.apply(identity, now))
                        .at(now)));
    }

    /** The one place of the rule that something must be left to sign in with. */
    private List<Credentials> unlessLast(List<Credentials> before, List<Credentials> after) {
        if (assurance.firstFactors(after) == 0 && assurance.firstFactors(before) > 0) {
            throw RefusedException.because(Changes.Refusal.LAST_FIRST_FACTOR);
        }
        return after;
    }

    private Uni<Changes.Result> note(UUID id, CredentialsType type, CredentialsEdit.Note note) {
        JsonNode after = seal.open(note.after());
        if (!type.shape().word(after).equals(note.item())) {
            throw new ProblemException(new Problem.BadRequest("A note doesn't change what tells the item apart."));
        }
        PostgresNotes.Note written = new PostgresNotes.Note(id, type, note.item(), seal.open(note.before()), after);
        return change.present(id)
                .chain(identity -> notes.write(written)
                        .map(won -> won
                                ? Changes.Result.done(rendering.snapshot(identity), List.of())
                                : Changes.Result.refused(Changes.Refusal.LOST)));
    }
}
