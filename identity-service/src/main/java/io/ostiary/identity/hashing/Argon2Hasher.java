package io.ostiary.identity.hashing;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.util.OptionalInt;

/** New hashes by Argon2id (RFC 9106). */
final class Argon2Hasher implements PasswordHasher {

    private final Argon2 argon2;
    private final HashersConfig.Argon2 config;

    Argon2Hasher(HashersConfig.Argon2 config) {
        this.config = config;
        this.argon2 = Argon2Factory.create(Argon2Types.ARGON2id, config.saltLength(), config.keyLength());
    }

    @Override
    public String hash(byte[] password) {
        return argon2.hash(config.iterations(), Math.toIntExact(memoryKib()), config.parallelism(), password);
    }

    @Override
    public boolean understands(String hash) {
        return hash.startsWith("$argon2id$");
    }

    @Override
    public OptionalInt longestPassword() {
        return OptionalInt.empty();
    }

    /** The algorithm needs eight blocks for each lane. */
    @Override
    public long memoryKib() {
        return Math.max(config.memory().kibibytes(), 8L * config.parallelism());
    }
}
