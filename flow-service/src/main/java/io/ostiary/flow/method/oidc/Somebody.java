package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.step.People;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.NewCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Who somebody with an account at a provider is here: known, or new. */
@Singleton
class Somebody {

    private final People people;
    private final ClaimsMapper mapper;
    private final FollowProvider follow;
    private final ConfigSeal seal;
    private final Clock clock;

    Somebody(People people, ClaimsMapper mapper, FollowProvider follow, ConfigSeal seal, Clock clock) {
        this.people = people;
        this.mapper = mapper;
        this.follow = follow;
        this.seal = seal;
        this.clock = clock;
    }

    /** The proof of whoever has linked the account; empty: nobody has. */
    Uni<Optional<Proof>> known(Sent sent, Account account) {
        return people.find(OidcConfig.NAME, account.link())
                .chain(held -> held.isEmpty()
                        ? Uni.createFrom().item(Optional.<Proof>empty())
                        : proof(sent, account, held.get()).map(Optional::of));
    }

    private Uni<Proof> proof(Sent sent, Account account, Held held) {
        return follow.update(sent, account, held)
                .map(identity -> Proof.of(identity, account.authentication(clock.instant())));
    }

    /** Somebody new, with what they typed over what the provider says. */
    Uni<NewIdentity> fresh(Sent sent, Account account) {
        return mapper.of(account).map(mapped -> fresh(sent, account, mapped));
    }

    private NewIdentity fresh(Sent sent, Account account, Mapped mapped) {
        ObjectNode item = account.item();
        AuthenticationMethodBody by = account.authentication(clock.instant());
        ObjectNode config = Json.object();
        config.putArray("providers").add(item);
        return new NewIdentity(
                mapped.traitsUnder(sent.fields().traits()),
                List.of(new NewCredentials.Given(OidcConfig.NAME.wire(), List.of(), seal.seal(config))),
                List.of(),
                by,
                mapped.draft(),
                PendingLink.toSomebody(
                        OidcConfig.NAME,
                        item,
                        by,
                        account.provider().id(),
                        account.provider().called()));
    }
}
