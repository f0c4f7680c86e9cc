package io.ostiary.flow.login;

import io.ostiary.call.Calls;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.session.RequiredLevel;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsCalls;
import io.ostiary.internal.identity.CredentialsEdit;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Adds credentials to the account of somebody who signs in for that ({@link PendingLink}). They have to sign in to the very
 * account, and with as many factors as it needs; only then the credentials are added.
 */
@Singleton
class AccountLink {

    private static final Logger LOG = Logger.getLogger(AccountLink.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CredentialsCalls credentials;
    private final SessionCalls sessions;
    private final RequiredLevel level;
    private final ConfigSeal seal;

    AccountLink(
            @RestClient CredentialsCalls credentials,
            @RestClient SessionCalls sessions,
            RequiredLevel level,
            ConfigSeal seal) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.level = level;
        this.seal = seal;
    }

    /** Shows in a drawn form whose account it is, and only what they can sign in with where that is told. */
    static void showIn(Flow flow) {
        PendingLink.of(flow).ifPresent(link -> show(flow.ui().nodes(), link));
    }

    private static void show(Nodes nodes, PendingLink link) {
        nodes.find(IdentifierStep.IDENTIFIER).ifPresent(field -> {
            nodes.upsert(field.hidden());
            nodes.setValue(IdentifierStep.IDENTIFIER, Json.tree(link.identifier()));
        });
        if (!link.types().isEmpty()) {
            Set<String> shown = Set.copyOf(link.types());
            nodes.removeIf(node -> !node.isIn(NodeGroup.DEFAULT) && !shown.contains(node.group()));
        }
    }

    /** Whether somebody who proved who they are is whom the flow waits for. */
    boolean isFor(Open open, Proof proof) {
        return PendingLink.of(open.flow())
                .map(link -> proof.identity().id().equals(link.account()))
                .orElse(true);
    }

    /** Adds what waits, and what it proves to the session that was issued. @return the session as it is then */
    Uni<Sessions.Issued> add(Open open, Sessions.Issued issued) {
        Optional<PendingLink> link = PendingLink.of(open.flow());
        return link.isEmpty() || !level.isMet(issued)
                ? Uni.createFrom().item(issued)
                : edit(open, issued, link.get()).chain(added -> added ? prove(issued, link.get()) : same(issued));
    }

    private static Uni<Sessions.Issued> same(Sessions.Issued issued) {
        return Uni.createFrom().item(issued);
    }

    private Uni<Boolean> edit(Open open, Sessions.Issued issued, PendingLink link) {
        var edit = new HeldCredentials.Edit(
                open.attempt().id(), CredentialsEdit.Add.of(seal.seal(link.item())), null, null);
        return Calls.within(credentials.edit(issued.requireIdentity().id(), link.type(), edit), DEADLINE)
                .map(AccountLink::isAdded);
    }

    private static boolean isAdded(Changes.Result result) {
        if (result.identity() == null) {
            LOG.info("Credentials could not be added to an account: they are somebody else's by now.");
        }
        return result.identity() != null;
    }

    private Uni<Sessions.Issued> prove(Sessions.Issued issued, PendingLink link) {
        // Under the attempt's own id it would pass for a repeat of what issued the session.
        var add = new Sessions.Add(Ids.random(), issued.requireToken(), List.of(link.by()));
        return Calls.within(sessions.add(add), DEADLINE)
                .map(checked -> checked.session() == null
                        ? issued
                        : new Sessions.Issued(
                                issued.outcome(), checked.session(), issued.token(), checked.availableAal()));
    }
}
