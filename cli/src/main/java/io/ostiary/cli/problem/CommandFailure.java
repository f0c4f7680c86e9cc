package io.ostiary.cli.problem;

/**
 * A command can't go on, for a reason that the person who typed it can understand from the message
 * alone.
 */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refusal;

    /**
     * @param message what is wrong and what to do, without a full stop
     */
    public CommandFailure(String message) {
        this(message, false);
    }

    private CommandFailure(String message, boolean refusal) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    /** The configuration can't be used; the message names the key, and there is nothing to add. */
    public static CommandFailure refusal(String message) {
        return new CommandFailure(message, true);
    }

    /** Whether the message says all that there is to know, so that no log helps. */
    public boolean isRefusal() {
        return refusal;
    }
}
