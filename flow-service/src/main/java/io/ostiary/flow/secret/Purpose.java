package io.ostiary.flow.secret;

import java.util.Locale;

/** What a one-time secret opens. */
public enum Purpose {
    VERIFICATION_CODE,
    VERIFICATION_LINK,
    RECOVERY_CODE,
    RECOVERY_LINK,
    LOGIN_CODE,
    REGISTRATION_CODE;

    /** The word in the table. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
