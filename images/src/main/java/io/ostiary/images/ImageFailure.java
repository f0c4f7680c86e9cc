package io.ostiary.images;

/** An image can't be built; the message is for the person who asked for it. */
public final class ImageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, and what to do about it
     */
    public ImageFailure(String message) {
        super(message);
    }
}
