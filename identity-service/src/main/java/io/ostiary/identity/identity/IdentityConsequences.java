package io.ostiary.identity.identity;

import io.ostiary.call.ServiceName;
import io.ostiary.contract.json.Json;
import io.ostiary.events.IdentityCreated;
import io.ostiary.events.IdentityCredentialsChanged;
import io.ostiary.events.IdentityDeleted;
import io.ostiary.events.IdentityStateChanged;
import io.ostiary.events.IdentityUpdated;
import io.ostiary.identity.credentials.Assurance;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.Event;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What follows from a change of an identity: events for everybody, and the snapshot for
 * session-service. Pure.
 */
@Singleton
public class IdentityConsequences {

    /** The effect that brings session-service an identity's present version. */
    public static final String SNAPSHOT = "identity.snapshot";

    private final IdentityRendering rendering;
    private final Assurance assurance;

    IdentityConsequences(IdentityRendering rendering, Assurance assurance) {
        this.rendering = rendering;
        this.assurance = assurance;
    }

    /** An administrator made an identity. */
    public Consequence created(Identity identity) {
        return Event.of(new IdentityCreated(
                identity.id(), identity.schemaId(), identity.state().wire()));
    }

    /** An identity changed. */
    public List<Consequence> changed(Identity before, Identity after) {
        List<Consequence> consequences = new ArrayList<>();
        List<String> parts = changedParts(before, after);
        if (!parts.isEmpty()) {
            consequences.add(Event.of(new IdentityUpdated(after.id(), after.schemaId(), parts)));
        }
        if (before.state() != after.state()) {
            consequences.add(Event.of(new IdentityStateChanged(
                    after.id(), after.state().wire(), before.state().wire())));
        }
        for (CredentialsType type : CredentialsType.all()) {
            credentialsChange(before, after, type)
                    .ifPresent(change -> consequences.add(
                            Event.of(new IdentityCredentialsChanged(after.id(), type.wire(), change))));
        }
        consequences.add(snapshot(after));
        return consequences;
    }

    /** An identity is gone. */
    public List<Consequence> deleted(UUID id, long lastVersion) {
        long version = lastVersion + 1;
        return List.of(
                Event.of(new IdentityDeleted(id)),
                new Effect(
                        ServiceName.SESSION,
                        SNAPSHOT,
                        snapshotKey(id, version),
                        id.toString(),
                        Json.object()
                                .put("deleted", true)
                                .put("id", id.toString())
                                .put("version", version)));
    }

    /** The effect that brings session-service this version. */
    public Effect snapshot(Identity identity) {
        return new Effect(
                ServiceName.SESSION,
                SNAPSHOT,
                snapshotKey(identity.id(), identity.version()),
                identity.id().toString(),
                Json.object().set("snapshot", Json.tree(rendering.snapshot(identity))));
    }

    private static String snapshotKey(UUID id, long version) {
        return id + ":" + SNAPSHOT + ":" + version;
    }

    private static List<String> changedParts(Identity before, Identity after) {
        List<String> parts = new ArrayList<>();
        if (!before.traits().equals(after.traits())) {
            parts.add("traits");
        }
        if (!Objects.equals(before.metadataPublic(), after.metadataPublic())) {
            parts.add("metadata_public");
        }
        if (!Objects.equals(before.metadataAdmin(), after.metadataAdmin())) {
            parts.add("metadata_admin");
        }
        if (!before.schemaId().equals(after.schemaId())) {
            parts.add("schema");
        }
        if (!before.verifiableAddresses().equals(after.verifiableAddresses())
                || !before.recoveryAddresses().equals(after.recoveryAddresses())) {
            parts.add("addresses");
        }
        return parts;
    }

    private Optional<String> credentialsChange(Identity before, Identity after, CredentialsType type) {
        Optional<Credentials> was = before.credentials(type).filter(assurance::isUsable);
        Optional<Credentials> is = after.credentials(type).filter(assurance::isUsable);
        if (was.isEmpty()) {
            return is.map(each -> "added");
        }
        if (is.isEmpty()) {
            return Optional.of("removed");
        }
        boolean same = was.get().config().equals(is.get().config());
        return same ? Optional.empty() : Optional.of("changed");
    }
}
