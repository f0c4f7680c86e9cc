package io.ostiary.contract.route;

import io.ostiary.contract.generation.Generation;
import org.jspecify.annotations.Nullable;

/** Which port of the gateway a request came through: a side, and a generation of the contract. */
public enum Listener {
    PUBLIC("public"),
    ADMIN("admin"),
    /** The public side as clients of version 0.5 know it. */
    V05_PUBLIC("v05-public"),
    /** The admin side as clients of version 0.5 know it. */
    V05_ADMIN("v05-admin");

    /** The header in which the gateway tells it. */
    public static final String HEADER = "Ostiary-Listener";

    private final String wireName;

    Listener(String wireName) {
        this.wireName = wireName;
    }

    /** The word in the header. */
    public String wireName() {
        return wireName;
    }

    /** Whether people and their applications come through it. */
    public boolean isPublic() {
        return this == PUBLIC || this == V05_PUBLIC;
    }

    /** Whether the operator's own systems come through it. */
    public boolean isAdmin() {
        return !isPublic();
    }

    /** The generation of the contract that is spoken there. */
    public Generation generation() {
        return this == V05_PUBLIC || this == V05_ADMIN ? Generation.V05 : Generation.CURRENT;
    }

    /** Reads the header's value; null when it names no listener. */
    static @Nullable Listener of(@Nullable String header) {
        return switch (header) {
            case "public" -> PUBLIC;
            case "admin" -> ADMIN;
            case "v05-public" -> V05_PUBLIC;
            case "v05-admin" -> V05_ADMIN;
            case null, default -> null;
        };
    }
}
