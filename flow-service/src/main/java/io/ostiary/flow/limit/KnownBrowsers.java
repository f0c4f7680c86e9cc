package io.ostiary.flow.limit;

import io.ostiary.call.Calls;
import io.ostiary.contract.browser.BrowserMark;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Knows browsers in which an account signed in before. identity-service is asked whose the account is only when a guess
 * would be refused and something marks the browser, whether anybody has the account or not.
 */
@Singleton
class KnownBrowsers {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final BrowserMark marks;
    private final IdentityCalls identities;
    private final Clock clock;

    KnownBrowsers(BrowserMark marks, @RestClient IdentityCalls identities, Clock clock) {
        this.marks = marks;
        this.identities = identities;
        this.clock = clock;
    }

    /** Whether the account that is guessed at signed in there before. */
    Uni<Boolean> isKnown(Guess guess) {
        byte[] mark = guess.mark();
        if (mark == null || guess.identifier() == null || !marks.isYoung(mark, clock.instant())) {
            return Uni.createFrom().item(false);
        }
        return Calls.within(identities.lookup(new Credentials.Lookup(guess.identifier(), null)), DEADLINE)
                .map(found -> found.identity() != null
                        && marks.fits(mark, found.identity().id(), clock.instant()));
    }
}
