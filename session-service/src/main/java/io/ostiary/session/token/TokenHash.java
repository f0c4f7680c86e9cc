package io.ostiary.session.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a session token. Fast hashing is right here: the token holds 256 random bits, so there
 * is nothing to guess.
 */
public record TokenHash(long a, long b, long c, long d) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BYTES = 32;

    static TokenHash of(byte[] token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token);
            return new TokenHash(at(hash, 0), at(hash, 8), at(hash, 16), at(hash, 24));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static long at(byte[] hash, int offset) {
        return (long) LONGS.get(hash, offset);
    }

    /** The 32 bytes, as the database keeps them. */
    public byte[] bytes() {
        byte[] out = new byte[BYTES];
        LONGS.set(out, 0, a);
        LONGS.set(out, 8, b);
        LONGS.set(out, 16, c);
        LONGS.set(out, 24, d);
        return out;
    }

    /** The bits are random already. */
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "TokenHash";
    }
}
