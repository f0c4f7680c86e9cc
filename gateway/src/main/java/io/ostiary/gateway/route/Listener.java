package io.ostiary.gateway.route;

/** A port of the gateway, by what is served there. */
public enum Listener {
    /** For people and their applications. */
    PUBLIC("public"),
    /** For the operator's own systems; nothing else may reach it. */
    ADMIN("admin");

    private final String wireName;

    Listener(String wireName) {
        this.wireName = wireName;
    }

    /** The word for it in the configuration and in the header {@code Ostiary-Listener}. */
    public String wireName() {
        return wireName;
    }
}
