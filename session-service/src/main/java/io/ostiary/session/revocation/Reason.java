package io.ostiary.session.revocation;

import java.util.Locale;

/** Why sessions were ended, as the event {@code session.revoked} says it. */
public enum Reason {
    /** The person logged out. */
    LOGOUT,
    /** The owner ended them, by themselves or by a change of their credentials. */
    REVOKED,
    /** The admin side ended them. */
    ADMIN,
    /** The identity was deleted. */
    IDENTITY;

    /** The word in the event. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
