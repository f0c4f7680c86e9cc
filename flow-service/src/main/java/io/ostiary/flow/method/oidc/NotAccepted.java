package io.ostiary.flow.method.oidc;

/** What a provider gave does not prove who somebody is; the reason is told to them. An outcome, so it has no stack trace. */
final class NotAccepted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAccepted(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
