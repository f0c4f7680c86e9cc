package io.ostiary.flow.limit;

import java.util.Locale;

/** Why a submission was not looked at. */
enum Reason {
    ACCOUNT_LIMIT,
    NETWORK_LIMIT,
    SECOND_FACTOR_LIMIT,
    LETTER_LIMIT;

    /** The word in events and metrics. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
