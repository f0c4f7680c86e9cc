package io.ostiary.identity.hashing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Plain digests of the JDK. */
final class Digests {

    private Digests() {}

    /** The digest of all parts, one after the other. */
    static byte[] of(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is not available", e);
        }
    }
}
