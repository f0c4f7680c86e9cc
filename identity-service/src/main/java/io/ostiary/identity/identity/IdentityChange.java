package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.address.RecoveryAddress;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.Credentials;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together a changed identity from one that exists. Used once, by one thread. */
public final class IdentityChange {

    private final Identity before;
    private String schemaId;
    private JsonNode traits;
    private State state;
    private @Nullable JsonNode metadataPublic;
    private @Nullable JsonNode metadataAdmin;
    private @Nullable UUID organizationId;
    private @Nullable String externalId;
    private List<Credentials> credentials;
    private List<VerifiableAddress> verifiable;
    private List<RecoveryAddress> recovery;

    IdentityChange(Identity before) {
        this.before = before;
        this.schemaId = before.schemaId();
        this.traits = before.traits();
        this.state = before.state();
        this.metadataPublic = before.metadataPublic();
        this.metadataAdmin = before.metadataAdmin();
        this.organizationId = before.organizationId();
        this.externalId = before.externalId();
        this.credentials = before.credentials();
        this.verifiable = before.verifiableAddresses();
        this.recovery = before.recoveryAddresses();
    }

    public IdentityChange schemaId(String value) {
        this.schemaId = value;
        return this;
    }

    /** Null stands for an empty object. */
    public IdentityChange traits(@Nullable JsonNode value) {
        this.traits = value == null ? Json.object() : value;
        return this;
    }

    public IdentityChange state(State value) {
        this.state = value;
        return this;
    }

    public IdentityChange metadata(@Nullable JsonNode shown, @Nullable JsonNode admin) {
        this.metadataPublic = shown;
        this.metadataAdmin = admin;
        return this;
    }

    public IdentityChange organizationId(@Nullable UUID value) {
        this.organizationId = value;
        return this;
    }

    /** An empty id is none. */
    public IdentityChange externalId(@Nullable String value) {
        this.externalId = value == null || value.isEmpty() ? null : value;
        return this;
    }

    public IdentityChange credentials(List<Credentials> value) {
        this.credentials = value;
        return this;
    }

    public IdentityChange addresses(List<VerifiableAddress> toVerify, List<RecoveryAddress> forRecovery) {
        this.verifiable = toVerify;
        this.recovery = forRecovery;
        return this;
    }

    public IdentityChange verifiableAddresses(List<VerifiableAddress> value) {
        this.verifiable = value;
        return this;
    }

    /**
     * The changed identity, one version later. The time of its state is kept unless that changed.
     */
    public Identity at(Instant now) {
        return build(before.version() + 1, now, now);
    }

    /** The identity with what was added to a change that is under way: version and times stay. */
    public Identity drafted(Instant now) {
        return build(before.version(), now, before.updatedAt());
    }

    /** The identity while it is new: version and times stay. */
    public Identity unwritten() {
        return build(before.version(), before.createdAt(), before.updatedAt());
    }

    private Identity build(long version, Instant stateTime, Instant updatedAt) {
        return new Identity(
                before.id(),
                version,
                schemaId,
                traits,
                state,
                state == before.state() ? before.stateChangedAt() : stateTime,
                metadataPublic,
                metadataAdmin,
                organizationId,
                externalId,
                credentials,
                verifiable,
                recovery,
                before.createdAt(),
                updatedAt);
    }
}
