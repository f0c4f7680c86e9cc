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
     */
    record Traits(
            UUID attemptId, JsonNode traits, boolean privileged, BeginVerification beginVerification) {}

    /** {@code POST /internal/identities/{id}/password}. */
    record Password(UUID attemptId, @Revealed Secret password) {}

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
