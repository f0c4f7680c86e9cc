package io.ostiary.gateway.route;

/** A port of the gateway, by what is served there. */
public enum Listener {
    /** For people and their applications. */
    PUBLIC("public"),
    /** For the operator's own systems; nothing else may reach it. */
    ADMIN("admin"),
    /** As {@link #PUBLIC}, for clients of version 0.5 of the contract. */
    V05_PUBLIC("v05-public"),
    /** As {@link #ADMIN}, for clients of version 0.5 of the contract. */
    V05_ADMIN("v05-admin");

    private final String wireName;

    Listener(String wireName) {
        this.wireName = wireName;
    }

    /** The word for it in the header {@code Ostiary-Listener} and in metrics. */
    public String wireName() {
        return wireName;
    }

    /** Whether people and their applications come through it. */
    public boolean isPublic() {
        return this == PUBLIC || this == V05_PUBLIC;
    }

    /** Whether it speaks the older contract. */
    public boolean isOlder() {
        return this == V05_PUBLIC || this == V05_ADMIN;
    }
}
