package io.ostiary.gateway.route;

/** Who answers a request. */
public enum Target {
    IDENTITY,
    SESSION,
    FLOW,
    COURIER,
    /** The gateway itself. */
    GATEWAY
}
