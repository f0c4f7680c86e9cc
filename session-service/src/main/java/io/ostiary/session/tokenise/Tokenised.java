package io.ostiary.session.tokenise;

import io.ostiary.contract.problem.Problem;

/** What came of a wish for a token. */
public sealed interface Tokenised {

    /** The token, a JWS in compact form. */
    record Token(String jwt) implements Tokenised {}

    /** There is none. */
    record Refused(Problem problem) implements Tokenised {}
}
