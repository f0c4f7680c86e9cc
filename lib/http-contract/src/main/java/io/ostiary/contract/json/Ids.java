package io.ostiary.contract.json;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids. UUIDv7 (RFC 9562) where rows should lie in order of time, UUIDv4 where an id must not
 * tell its time.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A time-ordered id, for rows, flows, attempts, events and effects. */
    public static UUID ordered() {
        long millis = System.currentTimeMillis();
        long high = millis << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A random id, which doesn't tell when it was made: for what is known to whoever has it alone. */
    public static UUID random() {
        return UUID.randomUUID();
    }
}
