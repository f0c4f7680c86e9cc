package io.ostiary.cli.quickstart;

/** A step of the journey did not do what it should. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message, null, false, false);
    }
}
