package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.PostgresNotes;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out {@code credentials.noted}: somebody signed in with an item of their credentials that has to remember it, such as
 * a backup code.
 */
@ApplicationScoped
public class NoteEffect implements EffectHandler {

    private final PostgresNotes notes;
    private final ConfigSeal seal;

    NoteEffect(PostgresNotes notes, ConfigSeal seal) {
        this.notes = notes;
        this.seal = seal;
    }

    @Override
    public String type() {
        return "credentials.noted";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        HeldCredentials.Noted noted = effect.payload(HeldCredentials.Noted.class);
        CredentialsType type = EditableTypes.of(noted.type());
        JsonNode after = seal.open(noted.after());
        var note = new PostgresNotes.Note(
                noted.identityId(), type, type.shape().word(after), seal.open(noted.before()), after);
        return notes.writeIn(session, note).replaceWith((JsonNode) null);
    }
}
