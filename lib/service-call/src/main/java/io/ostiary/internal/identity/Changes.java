package io.ostiary.internal.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.internal.Revealed;
import io.ostiary.internal.effect.PendingEffectBody;
import java.util.List;
import java.util.UUID;

/** The calls by which people change their own identity (settings). */
public interface Changes {

    /**
     * {@code POST /internal/identities/{id}/traits}.
     *
     * @param privileged whether the session is fresh enough to change identifiers and addresses
     * @param beginVerification null: don't verify new addresses
     * @param checkOnly write nothing: the result shows the identity as it would be
     */
    record Traits(
            UUID attemptId,
            JsonNode traits,
            boolean privileged,
            BeginVerification beginVerification,
            boolean checkOnly) {}

    /**
     * {@code POST /internal/identities/{id}/password}.
     *
     * @param beginVerification of an address that waits for its verification; null: don't begin it
     */
    record Password(UUID attemptId, @Revealed Secret password, BeginVerification beginVerification) {}

    /**
     * @param identity after the change; null when refused
     * @param complaints why it was refused
     * @param needsPrivileged nothing was changed: the change needs a privileged session
     * @param effects what identity-service wrote for flow-service: run them and acknowledge
     */
    record Result(
            IdentitySnapshot identity,
            List<Complaint> complaints,
            boolean needsPrivileged,
            List<PendingEffectBody> effects) {}
}
