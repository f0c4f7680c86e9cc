package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.hook.Redraft;
import io.ostiary.flow.hook.Rewrite;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.CredentialsCalls;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Has identity-service make a change, or say what would come of it. */
@Singleton
class MakeChange {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final IdentityCalls identities;
    private final CredentialsCalls credentials;
    private final SettingsAccess access;
    private final VerificationConfig verification;

    MakeChange(
            @RestClient IdentityCalls identities,
            @RestClient CredentialsCalls credentials,
            SettingsAccess access,
            VerificationConfig verification) {
        this.identities = identities;
        this.credentials = credentials;
        this.access = access;
        this.verification = verification;
    }

    /**
     * What would come of a change; nothing is written.
     *
     * @return null for other credentials, which no hook gets to see
     */
    Uni<Changes.@Nullable Result> check(Open open, Change change) {
        return change instanceof Change.Credentials
                ? Uni.createFrom().nullItem()
                : call(open, change, null, null, true);
    }

    /** What would come of a change that a hook has rewritten. */
    Uni<Redraft.Drawn> redraw(Open open, Change change, Rewrite rewrite) {
        return call(open, asTraits(open, change), rewrite, null, true)
                .map(result -> new Redraft.Drawn(result.identity(), result.complaints()));
    }

    /** Other traits are judged as such, whatever else is changed with them. */
    private static Change asTraits(Open open, Change change) {
        return change instanceof Change.Traits
                ? change
                : new Change.Traits(open.owner().body().traits());
    }

    /**
     * Makes a change.
     *
     * @param rewrite what a hook has made of it; null: nothing
     * @param followUp what is to be done once it is written, also where this service dies meanwhile; null: nothing
     */
    Uni<Changes.Result> write(Open open, Change change, @Nullable Rewrite rewrite, @Nullable JsonNode followUp) {
        requireSameSchema(open, rewrite);
        return rewrite != null && writesBeside(change, rewrite)
                ? writeBeside(open, change, rewrite, followUp)
                : call(open, change, rewrite, followUp, false);
    }

    /** Traits can follow another schema only from the beginning. */
    private static void requireSameSchema(Open open, @Nullable Rewrite rewrite) {
        if (rewrite != null
                && rewrite.schemaId() != null
                && !rewrite.schemaId().equals(open.owner().body().schemaId())) {
            throw new ProblemException(new Problem.HookFailed());
        }
    }

    /** Whether what a hook has written doesn't go into the call that makes the change. */
    private static boolean writesBeside(Change change, Rewrite rewrite) {
        return switch (change) {
            case Change.Traits traits -> false;
            case Change.Password password -> rewrite.traits() != null;
            case Change.Credentials credentials -> true;
        };
    }

    /** What the hook has written comes first: when it is refused, nothing is changed. */
    private Uni<Changes.Result> writeBeside(Open open, Change change, Rewrite rewrite, @Nullable JsonNode followUp) {
        return call(open.again(), asTraits(open, change), rewrite, null, false)
                .chain(result -> result.identity() == null
                        ? Uni.createFrom().item(result)
                        : call(open, change, null, followUp, false));
    }

    private Uni<Changes.Result> call(
            Open open, Change change, @Nullable Rewrite rewrite, @Nullable JsonNode followUp, boolean checkOnly) {
        UUID id = open.owner().id();
        UUID attempt = open.attempt().id();
        BeginVerification begin = checkOnly || !verification.isEnabled() ? null : verification(open);
        var draft = rewrite == null ? null : rewrite.draft();
        Uni<Changes.Result> made = switch (change) {
            case Change.Traits(var traits) ->
                identities.changeTraits(
                        id,
                        new Changes.Traits(
                                attempt,
                                rewrite == null || rewrite.traits() == null ? traits : rewrite.traits(),
                                access.isPrivileged(open.ownersSession()),
                                begin,
                                checkOnly,
                                draft,
                                followUp));
            case Change.Password(var password) ->
                identities.changePassword(
                        id, new Changes.Password(attempt, password, begin, checkOnly, draft, followUp));
            case Change.Credentials(var type, var edit, var proves) ->
                credentials.edit(id, type.wire(), new HeldCredentials.Edit(attempt, edit, begin, followUp));
        };
        return Calls.within(made, DEADLINE);
    }

    private static BeginVerification verification(Open open) {
        Flow flow = open.flow();
        ObjectNode context = Json.object();
        flow.handGenerationTo(context);
        flow.handLanguagesTo(context);
        if (!flow.isNative()) {
            context.put("csrf_token", open.request().inbound().csrfToken());
        }
        if (flow.transientPayload() != null) {
            context.set("transient_payload", flow.transientPayload());
        }
        return new BeginVerification(flow.type().wire(), flow.requestUrl(), flow.returnTo(), context);
    }
}
