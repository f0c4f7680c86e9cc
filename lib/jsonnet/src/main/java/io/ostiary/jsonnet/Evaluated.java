package io.ostiary.jsonnet;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a program. */
public sealed interface Evaluated {

    /** Its output. */
    record Value(JsonNode json) implements Evaluated {}

    /**
     * The program is wrong, raised an error, asked for too much memory or wrote too much.
     *
     * @param why for the operator; can hold what the program was given
     */
    record Failed(String why) implements Evaluated {}

    /** It did not end in time, or waited too long for its turn. */
    record TooSlow() implements Evaluated {}

    /** Too many programs wait. */
    record Busy() implements Evaluated {}
}
