package io.ostiary.identity.hashing;

import java.security.MessageDigest;
import java.util.Map;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914): {@code $scrypt$ln=<N>,r=<block>,p=<parallel>$<salt>$<hash>}; {@code ln} holds
 * N itself, not its logarithm.
 */
final class ScryptFormat implements HashFormat {

    private static final int MOST_COST = 1 << 17;
    private static final int MOST_BLOCK = 8;
    private static final int MOST_PARALLEL = 10;
    private static final int LONGEST_HASH = 512;

    /** ln times r times p: about a second of a core. */
    private static final long MOST_WORK = 1 << 21;

    @Override
    public boolean recognises(String hash) {
        return hash.startsWith("$scrypt$");
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 4);
        Map<String, Integer> numbers = fields.numbers(1);
        int cost = Fields.bounded(numbers, "ln", 2, MOST_COST);
        int block = Fields.bounded(numbers, "r", 1, MOST_BLOCK);
        int parallel = Fields.bounded(numbers, "p", 1, MOST_PARALLEL);
        if ((long) cost * block * parallel > MOST_WORK) {
            throw new UnusableHashException(
                    "The scrypt hash's ln, r and p together must be " + MOST_WORK + " at most.");
        }
        int length = fields.bytes(3).length;
        if (Integer.bitCount(cost) != 1 || length == 0 || length > LONGEST_HASH) {
            throw new UnusableHashException("The scrypt cost must be a power of two, and the hash of a usual length.");
        }
        fields.bytes(2);
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        Fields fields = Fields.of(hash, 4);
        Map<String, Integer> numbers = fields.numbers(1);
        byte[] expected = fields.bytes(3);
        byte[] computed = SCrypt.generate(
                password,
                fields.bytes(2),
                Fields.number(numbers, "ln"),
                Fields.number(numbers, "r"),
                Fields.number(numbers, "p"),
                expected.length);
        return MessageDigest.isEqual(expected, computed);
    }

    @Override
    public long memoryKib(String hash) throws UnusableHashException {
        Map<String, Integer> numbers = Fields.of(hash, 4).numbers(1);
        return (long) numbers.getOrDefault("ln", 0) * numbers.getOrDefault("r", 0) / 8;
    }

    @Override
    public boolean isOnHeap() {
        return true;
    }
}
