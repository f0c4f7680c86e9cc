package io.ostiary.flow.oauth2;

/** What became of a challenge that a browser brought. */
public sealed interface Challenge {

    /** Somebody has to sign in. */
    record Open(LoginRequest request) implements Challenge {}

    /** Somebody has already; the browser goes on at the server. */
    record Handled(String address) implements Challenge {}
}
