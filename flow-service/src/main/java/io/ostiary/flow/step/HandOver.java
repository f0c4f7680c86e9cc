package io.ostiary.flow.step;

import io.ostiary.flow.flow.MethodName;

/** What one flow hands to another, which goes on with it in a flow of its own, so that neither knows the other. */
public sealed interface HandOver {

    /**
     * Nobody has what was proven: they sign up with it.
     *
     * @param by the method, which takes part in registration too
     */
    record SignUp(MethodName by, NewIdentity identity) implements HandOver {}

    /**
     * Somebody has it: they sign in.
     *
     * @param by the method, which takes part in login too
     */
    record SignIn(MethodName by, Proof proof) implements HandOver {}

    /**
     * The new identity's details are somebody's who signs in by other means: they do that once, then it is added to theirs.
     *
     * @param link what is added
     */
    record LinkLater(PendingLink link) implements HandOver {}
}
