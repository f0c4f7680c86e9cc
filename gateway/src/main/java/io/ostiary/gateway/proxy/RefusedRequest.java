package io.ostiary.gateway.proxy;

/** Why a request was refused before it was complete; the cause of its decoder result. */
final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final GatewayAnswer answer;

    RefusedRequest(GatewayAnswer answer) {
        // nobody reads a trace of it, and a flood would pay for it
        super(answer.name(), null, false, false);
        this.answer = answer;
    }

    GatewayAnswer answer() {
        return answer;
    }
}
