package io.ostiary.cli.problem;

/**
 * A command can't go on, for a reason that the person who typed it can understand from the message
 * alone.
 */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what to do, without a full stop
     */
    public CommandFailure(String message) {
        super(message, null, false, false);
    }
}
