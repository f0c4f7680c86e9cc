package io.ostiary.courier.channel;

/**
 * An attempt without success. Its message is shown to the admin, so it holds nothing of the
 * message's content.
 */
public class DeliveryFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What became of the message. */
    public enum Kind {
        /** The provider could not be asked; the message costs nothing but time. */
        UNREACHABLE,
        /** The provider said no. */
        REFUSED,
        /** The provider may have accepted it: the answer is missing. */
        UNKNOWN
    }

    private final Kind kind;
    private final String reason;

    /**
     * @param reason what went wrong, in words that an administrator may see
     */
    public DeliveryFailure(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
    }

    /** What went wrong, in words that an administrator may see. */
    public String reason() {
        return reason;
    }

    /** What became of the message. */
    public Kind kind() {
        return kind;
    }
}
