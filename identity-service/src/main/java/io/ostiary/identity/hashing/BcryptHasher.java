package io.ostiary.identity.hashing;

import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * New hashes by bcrypt.
 *
 * @param cost logarithm of the number of rounds, 4 to 31
 */
record BcryptHasher(int cost) implements PasswordHasher {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final BcryptFormat FORMAT = new BcryptFormat();

    @Override
    public String hash(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return BcryptFormat.hash(password, salt, cost);
    }

    @Override
    public boolean understands(String hash) {
        return FORMAT.recognises(hash);
    }

    @Override
    public OptionalInt longestPassword() {
        return OptionalInt.of(BcryptFormat.LONGEST_PASSWORD);
    }

    @Override
    public long memoryKib() {
        return 0;
    }
}
