package io.ostiary.identity.hashing;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Salted SHA as in LDAP: {@code {SSHA}}, {@code {SSHA256}} or {@code {SSHA512}} and base64 of
 * digest and salt.
 */
final class SaltedShaFormat implements HashFormat {

    private enum Kind {
        SSHA512("{SSHA512}", "SHA-512", 64),
        SSHA256("{SSHA256}", "SHA-256", 32),
        SSHA("{SSHA}", "SHA-1", 20);

        private final String prefix;
        private final String digest;
        private final int length;

        Kind(String prefix, String digest, int length) {
            this.prefix = prefix;
            this.digest = digest;
            this.length = length;
        }

        static @Nullable Kind of(String hash) {
            for (Kind kind : values()) {
                if (hash.startsWith(kind.prefix)) {
                    return kind;
                }
            }
            return null;
        }
    }

    @Override
    public boolean recognises(String hash) {
        return Kind.of(hash) != null;
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Kind kind = Kind.of(hash);
        if (kind == null || Fields.base64(hash.substring(kind.prefix.length())).length <= kind.length) {
            throw new UnusableHashException("The salted hash is too short for its kind.");
        }
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        Kind kind = Objects.requireNonNull(Kind.of(hash), "a hash that was checked has a kind");
        byte[] all = Fields.base64(hash.substring(kind.prefix.length()));
        byte[] salt = Arrays.copyOfRange(all, kind.length, all.length);
        return MessageDigest.isEqual(Arrays.copyOf(all, kind.length), Digests.of(kind.digest, password, salt));
    }

    @Override
    public boolean isCheap(String hash) {
        return true;
    }
}
