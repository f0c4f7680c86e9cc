package io.ostiary.flow.webauthn;

/** What a browser's answer to creation options is. */
public sealed interface Attested {

    /** A new key. */
    record Made(SecurityKey key) implements Attested {}

    /** No answer at all: not JSON, or not what the standard says it is. */
    record Unreadable() implements Attested {}

    /** One that is not taken. */
    record Wrong(Fault fault) implements Attested {}
}
