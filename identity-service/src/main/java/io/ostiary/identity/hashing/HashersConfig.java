package io.ostiary.identity.hashing;

import io.ostiary.config.ByteSize;

/**
 * The section {@code hashers} of the configuration.
 *
 * @param algorithm {@code bcrypt} or {@code argon2}
 */
record HashersConfig(String algorithm, Argon2 argon2, Bcrypt bcrypt) {

    /**
     * @param memory for one hash
     * @param iterations passes over it
     * @param parallelism lanes
     * @param saltLength in bytes
     * @param keyLength of the hash, in bytes
     */
    record Argon2(ByteSize memory, int iterations, int parallelism, int saltLength, int keyLength) {}

    /**
     * @param cost logarithm of the number of rounds, 4 to 31
     */
    record Bcrypt(int cost) {}

    private static final int LEAST_BCRYPT_COST = 12;

    /**
     * The hasher that this section describes.
     *
     * @param development whether a cheap bcrypt is allowed; elsewhere its cost is 12 at least
     */
    PasswordHasher hasher(boolean development) {
        return algorithm.equals("argon2")
                ? new Argon2Hasher(argon2)
                : new BcryptHasher(development ? bcrypt.cost() : Math.max(LEAST_BCRYPT_COST, bcrypt.cost()));
    }
}
