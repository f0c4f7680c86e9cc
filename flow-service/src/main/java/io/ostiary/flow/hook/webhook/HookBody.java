package io.ostiary.flow.hook.webhook;

import io.vertx.core.buffer.Buffer;

/** What became of the body of a call. */
sealed interface HookBody {

    /** The body. */
    record Made(Buffer content) implements HookBody {}

    /** The program says that nobody is to be called: {@code error 'cancel'}. */
    record Cancelled() implements HookBody {}

    /**
     * There is none.
     *
     * @param why for the operator
     * @param forGood whether another try would come to the same
     */
    record Failed(String why, boolean forGood) implements HookBody {}
}
