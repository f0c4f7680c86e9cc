package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** A provider as it is configured. */
interface Provider {

    /**
     * What a browser is sent with.
     *
     * @param state that comes back unchanged
     * @param again whether somebody confirms that it is them, so that the provider should ask
     * @param upstream parameters that the page asks the provider for; only those of the contract
     */
    record Asked(String state, boolean again, Map<String, String> upstream) {}

    /**
     * Where a browser goes.
     *
     * @param address of the provider's page
     * @param verifier that belongs to it and is needed to redeem what comes back; empty: none. A secret
     */
    record Departure(String address, String verifier) {

        @Override
        public String toString() {
            return "Departure[]";
        }
    }

    ProviderSettings settings();

    /** The provider's page for a browser. */
    Uni<Departure> authorize(Asked asked);

    /**
     * Who has come back.
     *
     * @param brought the callback's parameters
     * @param verifier of the departure
     * @return fails with {@link NotAccepted} when what was brought proves nothing
     */
    Uni<Account> redeem(Map<String, String> brought, String verifier);

    /** Whether apps may bring an ID token that they got themselves. */
    boolean takesIdTokens();

    /** Whose ID token an app has brought; fails with {@link NotAccepted}. */
    Uni<Account> verify(String idToken);

    /** Whether the account's ID token may lack a nonce. */
    boolean mayLackNonce(Account account);
}
