package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;

/**
 * What a browser brought back. The account is found out once, however often the flow takes its step: a code works once.
 */
final class Arrival {

    private final String provider;
    private final Uni<Account> account;

    /** @param provider its id */
    Arrival(String provider, Uni<Account> account) {
        this.provider = provider;
        this.account = account.memoize().indefinitely();
    }

    String provider() {
        return provider;
    }

    /** Whose it is; fails with {@link NotAccepted}, or as {@link Provider#redeem} does. */
    Uni<Account> account() {
        return account;
    }
}
