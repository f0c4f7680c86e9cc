package io.ostiary.contract.route;

/** Which port of the gateway a request came through. */
public enum Listener {
    PUBLIC,
    ADMIN;

    /** The header in which the gateway tells it. */
    public static final String HEADER = "Ostiary-Listener";

    /** Reads the header's value. @return null when it names no listener */
    static Listener of(String header) {
        return switch (header) {
            case "public" -> PUBLIC;
            case "admin" -> ADMIN;
            case null, default -> null;
        };
    }
}
