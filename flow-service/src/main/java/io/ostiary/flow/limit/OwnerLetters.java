package io.ostiary.flow.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.spent.Allowance;
import io.ostiary.flow.spent.Tries;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Tells the owner of an account that many guesses at it were refused, at most once a day. Refusals are counted in memory:
 * a refusal writes nothing. What is done here is done apart from the request, so that it takes as long whether anybody has
 * the account or not.
 */
@Singleton
class OwnerLetters {

    private static final Logger LOG = Logger.getLogger(OwnerLetters.class);
    private static final String KEY = "ostiary.limits.owner_letter.";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration WORTH_SENDING = Duration.ofHours(24);
    private static final Allowance ONE_A_DAY = new Allowance(1, Duration.ofDays(1));
    private static final int REMEMBERED = 10_000;

    private final boolean enabled;
    private final int refusals;
    private final Tries tries;
    private final IdentityCalls identities;
    private final PostgresOwnerLetters written;
    private final Letters letters;
    private final Vertx vertx;
    private final Clock clock;
    private final Remembered<Integer> counts = new Remembered<>(REMEMBERED);

    OwnerLetters(
            Configuration configuration,
            Tries tries,
            @RestClient IdentityCalls identities,
            PostgresOwnerLetters written,
            Letters letters,
            Vertx vertx,
            Clock clock) {
        this.enabled = configuration.bool(KEY + "enabled");
        this.refusals = configuration.integer(KEY + "refusals");
        this.tries = tries;
        this.identities = identities;
        this.written = written;
        this.letters = letters;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** A guess was not looked at. Doesn't wait for what follows from it. */
    void refused(Guess guess) {
        byte[] account = guess.account();
        String identifier = guess.identifier();
        if (!enabled || account == null || identifier == null) {
            return;
        }
        String subject = HexFormat.of().formatHex(account);
        int count = counts.update(subject, before -> before == null || before >= refusals ? 1 : before + 1);
        if (count == refusals) {
            apart(() -> tell(subject, identifier));
        }
    }

    /** On a context of its own, so that it shares neither the request's transaction nor its end. */
    private void apart(Supplier<Uni<Boolean>> work) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(here -> Uni.createFrom()
                .deferred(() -> work.get())
                .subscribe()
                .with(done -> {}, e -> LOG.warnf("An owner is not told of refused guesses: %s", e.getMessage())));
    }

    /** Whether a letter was written. */
    Uni<Boolean> tell(String subject, String identifier) {
        return tries.take("owner:" + subject, ONE_A_DAY)
                .chain(first -> first ? find(identifier) : Uni.createFrom().item(Optional.<IdentitySnapshot>empty()))
                .map(found -> found.flatMap(identity -> letter(identity.body())))
                .chain(letter -> letter.isPresent()
                        ? send(letter.get())
                        : Uni.createFrom().item(false));
    }

    private Uni<Optional<IdentitySnapshot>> find(String identifier) {
        return Calls.within(identities.lookup(new Credentials.Lookup(identifier, null)), DEADLINE)
                .map(found -> Optional.ofNullable(found.identity()));
    }

    private Uni<Boolean> send(Letter letter) {
        return written.write(letters.effect(Ids.ordered() + "/message/0", letter))
                .chain(letters::handOver)
                .replaceWith(true);
    }

    /** To an address that is known to be the owner's. */
    private Optional<Letter> letter(IdentityBody identity) {
        return Objects.requireNonNullElse(identity.verifiableAddresses(), List.<VerifiableAddressBody>of()).stream()
                .filter(VerifiableAddressBody::verified)
                .findFirst()
                .map(to -> letter(identity, to));
    }

    private Letter letter(IdentityBody identity, VerifiableAddressBody to) {
        ObjectNode data = Json.object().put("to", to.value());
        data.set("identity", Json.tree(identity));
        return new Letter(
                to.via(), to.value(), "guesses_refused", data, clock.instant().plus(WORTH_SENDING));
    }
}
