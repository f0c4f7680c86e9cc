package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ostiary.limits}. */
@Singleton
class LimitSettings {

    private static final String KEY = "ostiary.limits.";

    private final boolean enabled;
    private final AccountLimit accounts;
    private final NetworkLimit networks;
    private final List<Network> exempt;

    LimitSettings(Configuration configuration) {
        this.enabled = configuration.bool(KEY + "enabled");
        this.accounts = AccountLimit.of(configuration);
        this.networks = NetworkLimit.of(configuration);
        this.exempt = configuration.list(KEY + "exempt_networks").stream()
                .map(Network::parse)
                .toList();
    }

    /** Whether anything is limited. */
    boolean enabled() {
        return enabled;
    }

    AccountLimit accounts() {
        return accounts;
    }

    NetworkLimit networks() {
        return networks;
    }

    Judge judge() {
        return new Judge(accounts, networks);
    }

    /** Whether clients at that address are limited. */
    boolean limit(@Nullable String clientAddress) {
        return enabled && !Network.anyContains(exempt, clientAddress);
    }
}
