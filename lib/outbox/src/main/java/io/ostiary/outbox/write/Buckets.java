package io.ostiary.outbox.write;

/** Spreads keys over 64 buckets, the unit in which relays share the work. */
public final class Buckets {

    /** How many there are. */
    public static final int COUNT = 64;

    private Buckets() {}

    /**
     * The bucket of a key, 0 to 63. {@code String.hashCode} is specified, so every version agrees
     * on it.
     */
    public static int of(String key) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ hash >>> 16, COUNT);
    }
}
