package io.ostiary.flow.login;

import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.session.OpenSession;
import org.jspecify.annotations.Nullable;

/** Who may use a login flow, and for what. */
sealed interface Entry {

    /** Somebody unknown signs in. */
    record First() implements Entry {}

    /** Somebody confirms that it is still them. */
    record Confirm(OpenSession session) implements Entry {}

    /**
     * Somebody adds a second factor.
     *
     * @param again whether the session has one already
     */
    record StepUp(OpenSession session, boolean again) implements Entry {}

    /** Somebody is signed in, and asks for nothing more. */
    record NotNeeded() implements Entry {}

    /** Nobody may. */
    record Refused(Problem why) implements Entry {}

    /**
     * Decides.
     *
     * @param aal the level that the flow asks for, {@code aal1} or {@code aal2}
     * @param refresh whether it confirms a session
     * @param session of the client; null when it has none
     */
    static Entry of(@Nullable String aal, boolean refresh, @Nullable OpenSession session) {
        boolean second = "aal2".equals(aal);
        if (session == null) {
            return second ? new Refused(new Problem.Aal1Required()) : new First();
        }
        if (!refresh && (!second || session.hasAal2())) {
            return new NotNeeded();
        }
        return second ? new StepUp(session, session.hasAal2()) : new Confirm(session);
    }
}
