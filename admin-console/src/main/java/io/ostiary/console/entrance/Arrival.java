package io.ostiary.console.entrance;

/** Who comes, as far as an entrance can tell. */
public sealed interface Arrival {

    /** Somebody it knows; the role may still be {@link Role#NONE}. */
    record Known(Operator operator) implements Arrival {}

    /** Nobody it knows. */
    record Stranger() implements Arrival {}

    /**
     * Somebody who isn't let in, whatever another entrance says.
     *
     * @param reason why, for people
     */
    record Refused(String reason) implements Arrival {}
}
