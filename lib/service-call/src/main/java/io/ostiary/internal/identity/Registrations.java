package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.internal.effect.PendingEffectBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The call that registers a person: {@code POST /internal/registrations}. */
public interface Registrations {

    /** The effect by which flow-service gets back what it wants done, as {@link Registered}. */
    String REGISTERED = "registration.follow_up";

    /**
     * Payload of {@link #REGISTERED}.
     *
     * @param identity who is registered
     * @param followUp as it was asked for
     */
    record Registered(IdentitySnapshot identity, JsonNode followUp) {}

    /** What is asked for. */
    enum Mode {
        /** Register the person. */
        WRITE,
        /** Write nothing: say whether it could be written, and what. */
        CHECK
    }

    /**
     * A person to register.
     *
     * @param attemptId the submission's id: repeating it gives the first result
     * @param schemaId the identity schema, null for the default
     * @param traits as submitted; null: none
     * @param draft what a provider or a hook adds, or null
     * @param organizationId to which the identity belongs, or null
     * @param credentials one or more, at most one of each type; none only for {@link Mode#CHECK}
     * @param proven addresses that were proven already and are stored as verified
     * @param beginVerification null: don't verify new addresses
     * @param followUp what flow-service wants done once the person is registered, whatever happens to it meanwhile: comes
     *     back in the effect {@link #REGISTERED}; null: nothing
     * @param mode whether to write
     */
    record Request(
            UUID attemptId,
            @Nullable String schemaId,
            @Nullable JsonNode traits,
            @Nullable Draft draft,
            @Nullable UUID organizationId,
            List<NewCredentials> credentials,
            List<CodeAddress> proven,
            @Nullable BeginVerification beginVerification,
            @Nullable JsonNode followUp,
            Mode mode) {

        /** Nothing may also come as JSON's null. */
        public Request {
            followUp = followUp == null || followUp.isNull() ? null : followUp;
        }
    }

    /** What became of it. */
    @JsonTypeInfo(use = Id.NAME, property = "result")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Created.class, name = "created"),
        @JsonSubTypes.Type(value = Fine.class, name = "fine"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused")
    })
    sealed interface Result {}

    /**
     * The person is registered.
     *
     * @param effects what identity-service wrote for flow-service: run them and acknowledge
     */
    record Created(IdentitySnapshot identity, List<PendingEffectBody> effects) implements Result {}

    /**
     * Nothing was written, and nothing speaks against it.
     *
     * @param codeAddresses where codes go that prove the addresses of these traits; empty unless
     *     {@link NewCredentials.Code} was asked for
     * @param identity as it would be written; its id is not yet that of the one that will be
     */
    record Fine(List<CodeAddress> codeAddresses, IdentitySnapshot identity) implements Result {}

    /**
     * Nothing was written, for reasons that the person is told.
     *
     * @param complaints never empty
     * @param taken whose the details are already, where new provider links could be added to that account; null: nobody's
     */
    record Refused(List<Complaint> complaints, @Nullable Taken taken) implements Result {

        /** Refused whosever the details are. */
        public Refused(List<Complaint> complaints) {
            this(complaints, null);
        }
    }

    /**
     * An account that has the details of a new person; services know of it, people are told only what the configuration
     * allows.
     *
     * @param identityId whose account it is
     * @param identifier that both have, such as a mail address
     * @param types of credentials that its owner can sign in with; empty unless {@code login_hints} are on
     * @param providers that its owner can sign in with; empty unless {@code login_hints} are on
     */
    record Taken(UUID identityId, String identifier, List<String> types, List<String> providers) {}
}
