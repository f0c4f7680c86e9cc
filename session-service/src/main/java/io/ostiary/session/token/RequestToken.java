package io.ostiary.session.token;

import org.jspecify.annotations.Nullable;

/** What a request brought to prove its session. */
public sealed interface RequestToken {

    /** Nothing at all. */
    record Missing() implements RequestToken {}

    /** Something that can't be a token of ours. */
    record Garbage() implements RequestToken {}

    /**
     * Something that has the form of a token.
     *
     * @param hash to look it up by
     * @param cookie the cookie's value if it came in the session cookie, else null
     */
    record Present(TokenHash hash, @Nullable String cookie) implements RequestToken {}
}
