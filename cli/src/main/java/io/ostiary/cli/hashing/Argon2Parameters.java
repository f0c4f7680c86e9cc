package io.ostiary.cli.hashing;

/**
 * Parameters of Argon2id (RFC 9106).
 *
 * @param memoryKib memory of one hash in KiB
 * @param iterations passes over that memory
 * @param parallelism lanes, computed at the same time
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {

    static final int SALT_BYTES = 16;
    static final int KEY_BYTES = 32;

    /** The section {@code hashers} of a configuration file with these parameters. */
    public String toYaml() {
        return """
                hashers:
                  algorithm: argon2
                  argon2:
                    memory: %dMB
                    iterations: %d
                    parallelism: %d
                    salt_length: %d
                    key_length: %d
                """.formatted(memoryKib / 1024, iterations, parallelism, SALT_BYTES, KEY_BYTES);
    }
}
