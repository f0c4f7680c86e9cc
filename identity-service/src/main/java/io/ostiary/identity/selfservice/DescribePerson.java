package io.ostiary.identity.selfservice;

import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.SchemaFollowing;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.schema.IdentitySchemas;
import io.ostiary.identity.schema.TraitsFinding;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Registrations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes an identity of what a person says of themselves: traits by their schema. Pure. */
@Singleton
class DescribePerson {

    private final IdentitySchemas schemas;
    private final SchemaFollowing following;

    DescribePerson(IdentitySchemas schemas, SchemaFollowing following) {
        this.schemas = schemas;
        this.following = following;
    }

    /** The identity with identifiers and addresses, but nothing to sign in with. */
    Prepared describe(Registrations.Request request, Instant now) {
        try {
            Documents.checkValues(request.traits() == null ? Json.object() : request.traits());
        } catch (ProblemException e) {
            return Prepared.refused(unusable(e));
        }
        Identity described = Identity.fresh(Ids.ordered(), schemaId(request), now)
                .change()
                .traits(request.traits())
                .organizationId(request.organizationId())
                .unwritten();
        TraitsFinding found = following.find(described);
        return found.isFine()
                ? Prepared.ready(completed(following.follow(described, found, now), request, now))
                : new Prepared.Refused(found.complaints());
    }

    private String schemaId(Registrations.Request request) {
        String asked = request.schemaId();
        return asked == null || asked.isEmpty() ? schemas.defaultId() : asked;
    }

    private static Identity completed(Identity identity, Registrations.Request request, Instant now) {
        Identity proven = AddressProofs.apply(
                identity, Optional.ofNullable(request.proven()).orElse(List.of()), now);
        return Drafts.apply(proven, request.draft(), now);
    }

    static Complaint unusable(ProblemException e) {
        String reason = e.problem() instanceof Problem.BadRequest bad
                ? Optional.ofNullable(bad.reason()).orElse("")
                : "";
        return new Complaint("traits", Text.REASON.with("reason", reason));
    }
}
