package io.ostiary.flow.login;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;

/** {@code security.account_enumeration}: whether strangers must not find out who has an account. */
@Singleton
public class HiddenAccounts {

    private final boolean on;

    HiddenAccounts(Configuration configuration) {
        this.on = configuration
                .optionalBool("security.account_enumeration.mitigate")
                .orElse(false);
    }

    /** Whether an identifier that nobody has is treated as if somebody had it. */
    public boolean isOn() {
        return on;
    }
}
