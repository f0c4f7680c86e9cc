package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.identity.credentials.Assurance;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.identity.PostgresIdentities.Conflict;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The complaint that an account exists already. Where the configuration allows it, it tells how to
 * sign in to that account; that helps its owner, and tells others that it exists.
 */
@Singleton
public class Duplicates {

    private final PostgresIdentities identities;
    private final Assurance assurance;
    private final boolean hints;

    Duplicates(PostgresIdentities identities, Assurance assurance, Configuration configuration) {
        this.identities = identities;
        this.assurance = assurance;
        this.hints = configuration
                .optionalBool("selfservice.flows.registration.login_hints")
                .orElse(false);
    }

    /** What the person is told whose identity can't be written. */
    Uni<List<Complaint>> complaints(Identity wanted) {
        if (!hints) {
            return Uni.createFrom().item(List.of(plain()));
        }
        return identities
                .conflictWith(wanted)
                .chain(conflict -> conflict == null ? Uni.createFrom().item(plain()) : hinted(conflict))
                .map(List::of);
    }

    /**
     * The account that has the details of somebody who can't be written; empty when it is the provider link itself that
     * is somebody's.
     */
    Uni<Optional<Registrations.Taken>> taken(Identity wanted) {
        return identities
                .conflictWith(wanted)
                .chain(conflict -> conflict == null
                                || CredentialsType.of(conflict.as()).shape().isLinks()
                        ? Uni.createFrom().item(Optional.empty())
                        : identities.find(conflict.heldBy()).map(holder -> taken(conflict, holder)));
    }

    private Optional<Registrations.Taken> taken(Conflict conflict, @Nullable Identity holder) {
        Set<String> types = new TreeSet<>();
        Set<String> providers = new TreeSet<>();
        if (hints && holder != null) {
            for (Credentials each : usable(holder)) {
                types.add(each.type().wire());
                each.config().path("providers").forEach(link -> providers.add(name(link)));
            }
        }
        return Optional.of(new Registrations.Taken(
                conflict.heldBy(), conflict.what(), List.copyOf(types), List.copyOf(providers)));
    }

    private List<Credentials> usable(Identity holder) {
        return holder.credentials().stream()
                .filter(each -> each.type().shape().isNamed() && assurance.isUsable(each))
                .toList();
    }

    private static Complaint plain() {
        return new Complaint(null, Text.ACCOUNT_EXISTS.plain());
    }

    private Uni<Complaint> hinted(Conflict conflict) {
        return identities.find(conflict.heldBy()).map(holder -> holder == null ? plain() : hinted(conflict, holder));
    }

    private Complaint hinted(Conflict conflict, Identity holder) {
        ArrayNode types = Json.MAPPER.createArrayNode();
        Set<String> providers = new TreeSet<>();
        // A provider's name for somebody tells them nothing.
        String hint = CredentialsType.of(conflict.as()).shape().isLinks() ? "" : conflict.what();
        List<Credentials> sorted = holder.credentials().stream()
                .sorted(Comparator.comparing(each -> each.type().wire()))
                .toList();
        for (Credentials each : sorted) {
            if (each.type().shape().isNamed() && assurance.isUsable(each)) {
                types.add(each.type().wire());
                each.config().path("providers").forEach(link -> providers.add(name(link)));
                hint = hint.isEmpty()
                                && each.identifiers().size() == 1
                                && !each.type().shape().isLinks()
                        ? each.identifiers().getFirst()
                        : hint;
            }
        }
        ObjectNode context = Json.object();
        context.set("available_credential_types", types);
        context.set("available_oidc_providers", Json.tree(providers));
        context.put("credential_identifier_hint", hint);
        return new Complaint(null, Text.ACCOUNT_EXISTS_WITH_HINTS.with(context));
    }

    private static String name(JsonNode link) {
        return link.path("provider").asText();
    }
}
