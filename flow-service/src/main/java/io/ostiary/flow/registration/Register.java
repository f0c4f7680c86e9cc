package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.Calls;
import io.ostiary.flow.hook.Redraft;
import io.ostiary.flow.hook.Rewrite;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Has identity-service register somebody, or say what speaks against it. */
@Singleton
class Register {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final IdentityCalls identities;
    private final VerificationConfig verification;

    Register(@RestClient IdentityCalls identities, VerificationConfig verification) {
        this.identities = identities;
        this.verification = verification;
    }

    /** What is wrong with the traits that were sent. */
    Uni<List<Complaint>> complaints(Open open) {
        return call(new Registrations.Request(
                        open.attempt().id(),
                        open.schema().id(),
                        open.fields().traits(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Registrations.Mode.CHECK))
                .map(Register::complaints);
    }

    private static List<Complaint> complaints(Registrations.Result result) {
        return result instanceof Registrations.Refused refused ? refused.complaints() : List.of();
    }

    /** What would be written; nothing is. */
    Uni<Registrations.Result> check(Open open, NewIdentity wanted) {
        return call(request(open, wanted, null, null, null, Registrations.Mode.CHECK));
    }

    /** What would be written of what a hook has rewritten. */
    Uni<Redraft.Drawn> redraw(Open open, NewIdentity wanted, Rewrite rewrite) {
        return call(request(open, wanted, rewrite, null, null, Registrations.Mode.CHECK))
                .map(result -> switch (result) {
                    case Registrations.Fine fine -> new Redraft.Drawn(fine.identity(), List.of());
                    case Registrations.Refused refused -> new Redraft.Drawn(null, refused.complaints());
                    case Registrations.Created none ->
                        throw new IllegalStateException("a check has created an identity");
                });
    }

    /**
     * Registers somebody.
     *
     * @param rewrite what a hook has made of it; null: nothing
     * @param csrfCookie the anti-forgery token of the browser from now on; null for native apps
     * @param followUp what is to be done once it is written, also where this service dies meanwhile; null: nothing
     */
    Uni<Registrations.Result> write(
            Open open,
            NewIdentity wanted,
            @Nullable Rewrite rewrite,
            @Nullable String csrfCookie,
            @Nullable JsonNode followUp) {
        return call(request(open, wanted, rewrite, csrfCookie, followUp, Registrations.Mode.WRITE));
    }

    private Registrations.Request request(
            Open open,
            NewIdentity wanted,
            @Nullable Rewrite rewrite,
            @Nullable String csrfCookie,
            @Nullable JsonNode followUp,
            Registrations.Mode mode) {
        return new Registrations.Request(
                open.attempt().id(),
                rewrite == null || rewrite.schemaId() == null ? open.schema().id() : rewrite.schemaId(),
                rewrite == null || rewrite.traits() == null ? wanted.traits() : rewrite.traits(),
                Drafted.of(wanted.draft(), rewrite),
                null,
                wanted.credentials(),
                wanted.proven(),
                verification.isEnabled() && mode == Registrations.Mode.WRITE
                        ? VerificationAfter.of(open.flow(), csrfCookie)
                        : null,
                followUp,
                mode);
    }

    private Uni<Registrations.Result> call(Registrations.Request request) {
        return Calls.within(identities.create(request), DEADLINE);
    }
}
