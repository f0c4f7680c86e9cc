package io.ostiary.flow.step;

import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsCalls;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Finds people by what they hold: a provider link, a user handle, an identifier. */
@Singleton
public class People {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CredentialsCalls calls;
    private final ConfigSeal seal;

    People(@RestClient CredentialsCalls calls, ConfigSeal seal) {
        this.calls = calls;
        this.seal = seal;
    }

    /** Whose session it is. */
    public Person of(OpenSession session) {
        return new Person(session.identity(), null, () -> ask(session.identityId()));
    }

    /** Somebody by what they see of themselves. */
    public Person of(IdentityBody body) {
        return new Person(body, null, () -> ask(body.id()));
    }

    /** Somebody whom identity-service has named. */
    public Person of(IdentitySnapshot identity) {
        return new Person(identity.body(), identity.credentialsTypes(), () -> ask(identity.id()));
    }

    /** Who holds credentials; empty when nobody does. */
    public Uni<Optional<Held>> find(MethodName type, String identifier) {
        return Calls.within(calls.find(new HeldCredentials.Find(type.wire(), identifier)), DEADLINE)
                .map(this::found);
    }

    private Optional<Held> found(HeldCredentials.HeldBody body) {
        return body.identity() == null || body.config() == null
                ? Optional.empty()
                : Optional.of(new Held(body.identity(), body.identifiers(), seal.open(body.config())));
    }

    private Uni<Holdings> ask(UUID id) {
        return Calls.within(calls.all(id, List.of()), DEADLINE).map(this::holdings);
    }

    private Holdings holdings(HeldCredentials.AllHeld all) {
        return new Holdings(
                all.identity().credentialsTypes(),
                all.held().stream()
                        .map(held -> new Typed(
                                held.type(), new Held(all.identity(), held.identifiers(), seal.open(held.config()))))
                        .collect(Collectors.toUnmodifiableMap(Typed::type, Typed::held)));
    }

    private record Typed(String type, Held held) {}
}
