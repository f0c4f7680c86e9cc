package io.ostiary.internal.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.internal.Revealed;
import io.ostiary.internal.effect.PendingEffectBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The call that registers a person: {@code POST /internal/identities/registrations}. {@link Registrations}
 * takes its place.
 */
public interface Registration {

    /**
     * @param attemptId the submission's id: repeating it gives the first result
     * @param schemaId the identity schema, null for the default
     * @param traits as submitted
     * @param method {@code password}, {@code code}, …: the credentials to create
     * @param password for {@code password}
     * @param codeAddress for {@code code}: the address proven by the code
     * @param verified addresses that were proven already and are stored as verified
     * @param beginVerification null: don't verify new addresses
     * @param checkOnly validate traits and password policy, write nothing (two-step forms)
     */
    record Request(
            UUID attemptId,
            @Nullable String schemaId,
            @Nullable JsonNode traits,
            String method,
            @Revealed @Nullable Secret password,
            @Nullable CodeAddress codeAddress,
            @Nullable List<CodeAddress> verified,
            @Nullable BeginVerification beginVerification,
            boolean checkOnly) {}

    /**
     * @param identity the new identity; null when refused (or {@code checkOnly})
     * @param complaints why it was refused; empty when it wasn't
     * @param effects what identity-service wrote for flow-service: run them and acknowledge
     * @param codeAddresses where codes go that prove the addresses of these traits; empty but for
     *     {@code checkOnly} with the method {@code code}
     */
    record Result(
            @Nullable IdentitySnapshot identity,
            List<Complaint> complaints,
            List<PendingEffectBody> effects,
            List<CodeAddress> codeAddresses) {}
}
