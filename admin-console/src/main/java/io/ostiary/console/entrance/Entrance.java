package io.ostiary.console.entrance;

/**
 * A way in. One that signs people in by itself says who comes by a session of {@link SignInSessions} that its own
 * pages began.
 */
public sealed interface Entrance permits SignInFile, ProviderSignIn, TrustedHeader {

    /** Says who comes. */
    Arrival arrival(Caller caller);

    /** What somebody unknown has to do, in a sentence. */
    String advice();

    /**
     * Ends a session, if it is one of this entrance.
     *
     * @param session its token
     */
    default void leave(String session) {
        // There are none.
    }
}
