package io.ostiary.identity.hashing;

import java.util.OptionalInt;

/**
 * Makes new password hashes. Implementations are pure and block: only {@link HashingPool} calls
 * them.
 */
sealed interface PasswordHasher permits BcryptHasher, Argon2Hasher {

    /** A new hash with a new salt. */
    String hash(byte[] password);

    /** Whether a stored hash is of this kind, so that it need not be replaced. */
    boolean understands(String hash);

    /** The longest password in bytes of UTF-8; empty when there is no limit. */
    OptionalInt longestPassword();

    /** The memory that one hash takes, in KiB. */
    long memoryKib();
}
