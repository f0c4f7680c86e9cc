package io.ostiary.identity.hashing;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.util.Map;

/** Argon2i and Argon2id of version 1.3 (RFC 9106), in the PHC string form. */
final class Argon2Format implements HashFormat {

    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_ITERATIONS = 10;
    private static final int MOST_PARALLELISM = 16;

    /** m times t, in KiB: some seconds of a core. */
    private static final long MOST_WORK_KIB = 2 << 20;

    private static final int LEAST_SALT = 8;

    private final String prefix;
    private final Argon2 argon2;

    Argon2Format(Argon2Types type) {
        this.prefix = type == Argon2Types.ARGON2id ? "$argon2id$" : "$argon2i$";
        this.argon2 = Argon2Factory.create(type);
    }

    @Override
    public boolean recognises(String hash) {
        return hash.startsWith(prefix);
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 5);
        if (!fields.text(1).equals("v=19")) {
            throw new UnusableHashException("Only version 19 of Argon2 can be verified.");
        }
        Map<String, Integer> numbers = fields.numbers(2);
        int memory = Fields.bounded(numbers, "m", 8, MOST_MEMORY_KIB);
        int iterations = Fields.bounded(numbers, "t", 1, MOST_ITERATIONS);
        if ((long) memory * iterations > MOST_WORK_KIB) {
            throw new UnusableHashException("The Argon2 hash's m times t must be " + MOST_WORK_KIB + " at most.");
        }
        int parallelism = Fields.bounded(numbers, "p", 1, MOST_PARALLELISM);
        if (memory < 8 * parallelism || fields.bytes(3).length < LEAST_SALT || fields.bytes(4).length < 4) {
            throw new UnusableHashException("The Argon2 hash's memory, salt or length is too small.");
        }
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        return argon2.verify(hash, password);
    }

    @Override
    public long memoryKib(String hash) throws UnusableHashException {
        return Fields.bounded(Fields.of(hash, 5).numbers(2), "m", 1, MOST_MEMORY_KIB);
    }
}
