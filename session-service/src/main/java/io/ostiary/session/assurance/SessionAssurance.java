package io.ostiary.session.assurance;

import io.ostiary.contract.session.AuthenticationMethodBody;
import java.util.List;

/** The level that a session has reached by its authentications. */
public final class SessionAssurance {

    /** No factor. */
    public static final String NONE = "aal0";

    /** One factor. */
    public static final String ONE_FACTOR = "aal1";

    /** Two factors. */
    public static final String TWO_FACTORS = "aal2";

    private SessionAssurance() {}

    /**
     * The level of a session with these authentications. Two factors need a first and a second one;
     * an entry with a provider at {@code aal2} is both, because that provider vouches for both. Recovery
     * alone is one factor.
     */
    public static String of(List<AuthenticationMethodBody> methods) {
        if (methods.isEmpty()) {
            return NONE;
        }
        boolean second = methods.stream().anyMatch(SessionAssurance::isSecond);
        boolean first = methods.stream().anyMatch(SessionAssurance::isFirst);
        return first && second ? TWO_FACTORS : ONE_FACTOR;
    }

    private static boolean isFirst(AuthenticationMethodBody method) {
        return ONE_FACTOR.equals(method.aal()) || isSecond(method) && method.provider() != null;
    }

    private static boolean isSecond(AuthenticationMethodBody method) {
        return TWO_FACTORS.equals(method.aal());
    }
}
