package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.internal.identity.Registrations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that are added to an account once its owner has signed in to it. They wait in the login flow, sealed.
 *
 * @param account the identity; null as long as it is not known
 * @param identifier of the account, such as a mail address; empty as long as it is not known
 * @param type of the credentials
 * @param item the credentials; may hold secrets
 * @param by the authentication that they prove for the session
 * @param provider its id; its own button is not offered
 * @param label how people call the provider
 * @param types of credentials that the account's owner is offered; empty: all
 * @param providers that they are offered; looked at only where {@code types} says something
 */
public record PendingLink(
        @Nullable UUID account,
        String identifier,
        String type,
        JsonNode item,
        AuthenticationMethodBody by,
        String provider,
        String label,
        List<String> types,
        List<String> providers) {

    private static final MethodName KEPT = MethodName.of("account_link");
    private static final String MARK = "links_account";

    /** Keeps it in a login flow. */
    public void keepIn(Flow login) {
        login.context().put(MARK, true);
        login.secrets(KEPT).setAll((ObjectNode) Json.tree(this));
    }

    /** Whether something waits in a login flow. */
    public static boolean waitsIn(Flow login) {
        return login.context().path(MARK).asBoolean();
    }

    /** What waits in a login flow. */
    public static Optional<PendingLink> of(Flow login) {
        return waitsIn(login)
                ? Optional.of(Json.read(login.secrets(KEPT).toString(), PendingLink.class))
                : Optional.empty();
    }

    /** Something whose account is not known yet. */
    public static PendingLink toSomebody(
            MethodName method, JsonNode item, AuthenticationMethodBody by, String provider, String label) {
        return new PendingLink(null, "", method.wire(), item, by, provider, label, List.of(), List.of());
    }

    /** The same for an account. */
    public PendingLink to(Registrations.Taken taken) {
        return new PendingLink(
                taken.identityId(),
                taken.identifier(),
                type,
                item,
                by,
                provider,
                label,
                taken.types(),
                taken.providers());
    }

    @Override
    public String toString() {
        return "PendingLink[" + type + "]";
    }
}
