package io.ostiary.identity.hashing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018) with SHA-1 or SHA-2: {@code
 * $pbkdf2-sha256$i=<iterations>,l=<length>$<salt>$<hash>}.
 */
final class Pbkdf2Format implements HashFormat {

    private static final int MOST_ITERATIONS = 10_000_000;

    /** Rounds times blocks: some seconds of a core. */
    private static final long MOST_ROUNDS = 10_000_000;

    /** Below this many rounds a hash takes less than 20 milliseconds. */
    private static final int FEW_ITERATIONS = 50_000;

    private static final int LONGEST_HASH = 512;
    private static final Pattern KIND = Pattern.compile("^\\$pbkdf2-sha[0-9]{1,3}\\$.*", Pattern.DOTALL);
    private static final Pattern DIGEST = Pattern.compile("pbkdf2-sha(1|224|256|384|512)");

    @Override
    public boolean recognises(String hash) {
        return KIND.matcher(hash).matches();
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 4);
        if (!DIGEST.matcher(fields.text(0)).matches()) {
            throw new UnusableHashException("PBKDF2 is known with SHA-1, 224, 256, 384 and 512.");
        }
        int iterations = Fields.bounded(fields.numbers(1), "i", 1, MOST_ITERATIONS);
        int length = fields.bytes(3).length;
        if (length == 0 || length > LONGEST_HASH || fields.bytes(2).length == 0) {
            throw new UnusableHashException("The PBKDF2 hash has no salt, or a wrong length.");
        }
        int block = digestLength(fields.text(0));
        if ((long) iterations * ((length + block - 1) / block) > MOST_ROUNDS) {
            throw new UnusableHashException("The PBKDF2 hash takes more than " + MOST_ROUNDS
                    + " rounds: each piece of its length takes the iterations again.");
        }
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        Fields fields = Fields.of(hash, 4);
        byte[] expected = fields.bytes(3);
        String digest = fields.text(0).substring("pbkdf2-sha".length());
        try {
            PBEKeySpec spec = new PBEKeySpec(
                    new String(password, StandardCharsets.UTF_8).toCharArray(),
                    fields.bytes(2),
                    Fields.bounded(fields.numbers(1), "i", 1, MOST_ITERATIONS),
                    expected.length * Byte.SIZE);
            byte[] computed = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + digest)
                    .generateSecret(spec)
                    .getEncoded();
            spec.clearPassword();
            return MessageDigest.isEqual(expected, computed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is not available", e);
        }
    }

    private static int digestLength(String kind) {
        return switch (kind) {
            case "pbkdf2-sha1" -> 20;
            case "pbkdf2-sha224" -> 28;
            case "pbkdf2-sha256" -> 32;
            case "pbkdf2-sha384" -> 48;
            default -> 64;
        };
    }

    @Override
    public boolean isCheap(String hash) {
        try {
            return Fields.of(hash, 4).numbers(1).getOrDefault("i", 0) < FEW_ITERATIONS;
        } catch (UnusableHashException e) {
            return true;
        }
    }
}
