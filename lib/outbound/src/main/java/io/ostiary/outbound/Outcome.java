package io.ostiary.outbound;

import io.vertx.core.buffer.Buffer;

/** What came of a call. */
public sealed interface Outcome {

    /** An answer, whatever its status; a redirect is one. */
    record Answered(int status, Buffer body) implements Outcome {}

    /** An answer that was longer than allowed; it was not read to its end. */
    record TooLong(int status) implements Outcome {}

    /** The server has a private address, and those are refused. Nothing was sent. */
    record Forbidden(String host) implements Outcome {}

    /** Too many calls are under way or wait. Nothing was sent. */
    record Busy() implements Outcome {}

    /** No whole answer in time; it may have been received all the same. */
    record Failed(Throwable cause) implements Outcome {}
}
