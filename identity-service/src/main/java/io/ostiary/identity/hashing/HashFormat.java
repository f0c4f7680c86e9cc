package io.ostiary.identity.hashing;

/**
 * Verifies passwords against hashes of one kind. Implementations are pure and block for as long as
 * the hash takes: only {@link HashingPool} calls them.
 */
interface HashFormat {

    /** Whether a hash says that it is of this kind. */
    boolean recognises(String hash);

    /**
     * Whether the password belongs to the hash. Takes the same time for every wrong password of one
     * length.
     *
     * @throws UnusableHashException when the hash is malformed or costs more than is allowed
     */
    boolean verify(byte[] password, String hash) throws UnusableHashException;

    /**
     * Checks that the hash can be verified, without doing it.
     *
     * @throws UnusableHashException when the hash is malformed or costs more than is allowed
     */
    void check(String hash) throws UnusableHashException;

    /** How much memory verifying takes, in KiB. */
    default long memoryKib(String hash) throws UnusableHashException {
        return 0;
    }

    /** Whether the memory is of this process's heap, and not of the machine's. */
    default boolean isOnHeap() {
        return false;
    }

    /** Whether verifying takes so little that it could be told from a hash that is made here. */
    default boolean isCheap(String hash) {
        return false;
    }
}
