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
        /** The provider was asked and serves nobody just now, or not us; the same. */
        TURNED_AWAY,
        /** The provider said not now to this message. */
        DEFERRED,
        /** The provider said no. */
        REFUSED,
        /** The provider will never take it, so it isn't asked again. */
        FINAL,
        /** The provider may have accepted it: the answer is missing. */
        UNKNOWN
    }

    private final Kind kind;
    private final String reason;
    private final String summary;

    /**
     * @param reason what went wrong, in words that an administrator and the log may see
     */
    public DeliveryFailure(Kind kind, String reason) {
        this(kind, reason, reason);
    }

    /**
     * @param reason what went wrong, in words that an administrator may see
     * @param summary the same without the provider's words, which may repeat the address
     */
    public DeliveryFailure(Kind kind, String reason, String summary) {
        super(reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
        this.summary = summary;
    }

    /** What went wrong, in words that the log may see. */
    public String summary() {
        return summary;
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
