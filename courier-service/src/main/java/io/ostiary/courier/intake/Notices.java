package io.ostiary.courier.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.RecoveryAddressBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.courier.message.MessageType;
import io.ostiary.courier.message.NewMessage;
import io.ostiary.events.EventEnvelope;
import io.ostiary.events.IdentityCredentialsChanged;
import io.ostiary.events.SessionIssued;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.outbox.inbox.Inbox;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Makes a message of an event that a person should hear of. */
@ApplicationScoped
class Notices {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** Older news would only worry. */
    private static final Duration WORTH_SENDING = Duration.ofDays(1);

    private final IdentityCalls identities;
    private final Inbox inbox;
    private final NoticeSettings settings;

    Notices(@RestClient IdentityCalls identities, Inbox inbox, NoticeSettings settings) {
        this.identities = identities;
        this.inbox = inbox;
        this.settings = settings;
    }

    /**
     * Queues the event's notice, if there is one. The event's id is the effect's key and the
     * message's id, so that a repeat of the event is dropped. Fails when identity-service or the
     * database is away; the event is then to be handled again.
     */
    Uni<Void> react(EventEnvelope event) {
        return switch (event.data()) {
            case IdentityCredentialsChanged changed
            when settings.credentialsChanged() ->
                tell(event, changed.identityId(), "credentials_changed", data(event, changed));
            case SessionIssued issued
            when settings.newSignIn() -> tell(event, issued.identityId(), "new_sign_in", data(event));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> tell(EventEnvelope event, UUID identityId, String template, ObjectNode data) {
        return Calls.within(identities.identity(identityId), DEADLINE)
                .map(identity -> address(identity.body()))
                .onFailure(Notices::isGone)
                .recoverWithItem(Optional.empty())
                .chain(address ->
                        address.map(to -> queue(event, to, template, data)).orElseGet(Notices::nobody));
    }

    private Uni<Void> queue(EventEnvelope event, String address, String template, ObjectNode data) {
        NewMessage message = new NewMessage(
                UUID.fromString(event.id()),
                MessageType.EMAIL.wire(),
                address,
                template,
                data.put("to", address),
                event.time().plus(WORTH_SENDING));
        return inbox.handle(new ReceivedEffect(event.id(), "event/" + event.id(), "message.send", Json.tree(message)))
                .replaceWithVoid();
    }

    private static Uni<Void> nobody() {
        return Uni.createFrom().voidItem();
    }

    private static ObjectNode data(EventEnvelope event, IdentityCredentialsChanged changed) {
        return data(event).put("credentials_type", changed.credentialsType()).put("change", changed.change());
    }

    private static ObjectNode data(EventEnvelope event) {
        return Json.object().put("changed_at", event.time().toString());
    }

    /**
     * An email address of the person: verified before unverified, then what only recovery knows.
     */
    static Optional<String> address(IdentityBody identity) {
        Stream<String> verifiable = orEmpty(identity.verifiableAddresses()).stream()
                .filter(each -> "email".equals(each.via()))
                .sorted(Comparator.comparing(VerifiableAddressBody::verified).reversed())
                .map(VerifiableAddressBody::value);
        Stream<String> recovery = orEmpty(identity.recoveryAddresses()).stream()
                .filter(each -> "email".equals(each.via()))
                .map(RecoveryAddressBody::value);
        return Stream.concat(verifiable, recovery).findFirst();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** A person who was deleted meanwhile hears nothing. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof ProblemException e && e.problem() instanceof Problem.NotFound;
    }
}
