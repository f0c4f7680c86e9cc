package io.ostiary.flow.webauthn;

/** What a browser's answer to request options is. */
public sealed interface Asserted {

    /**
     * A key of the person has signed.
     *
     * @param before the key as it was
     * @param after the key as it is to be: its counter, and whether it may have been copied
     * @param wentBack whether its counter says less than it said before, so that there may be a copy of the key
     */
    record Right(SecurityKey before, SecurityKey after, boolean wentBack) implements Asserted {}

    /** One that is not taken. */
    record Wrong(Fault fault) implements Asserted {}
}
