package io.ostiary.flow.step;

import io.ostiary.flow.flow.Flow;

/** What a login asks for: who somebody is, or one more proof of it. */
public enum Factor {
    /** Signs in. */
    FIRST("aal1"),
    /** Is added to a session that is there. */
    SECOND("aal2");

    private final String aal;

    Factor(String aal) {
        this.aal = aal;
    }

    /** The level that it is worth, as sessions list it: {@code aal1} or {@code aal2}. */
    public String aal() {
        return aal;
    }

    /** What a login flow asks for. */
    public static Factor askedBy(Flow login) {
        return SECOND.aal.equals(login.requestedAal()) ? SECOND : FIRST;
    }
}
