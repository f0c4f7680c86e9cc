package io.ostiary.console.entrance;

/**
 * A way in. Another one, such as OpenID Connect, is a further class here: it says who comes by a
 * session of {@link SignInSessions} that its own pages began.
 */
public sealed interface Entrance permits SignInFile, TrustedHeader {

    /** Says who comes. */
    Arrival arrival(Caller caller);

    /** What somebody unknown has to do, in a sentence. */
    String advice();
}
