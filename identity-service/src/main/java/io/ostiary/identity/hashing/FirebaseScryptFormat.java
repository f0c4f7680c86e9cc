package io.ostiary.identity.hashing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.util.Arrays;

/**
 * Firebase's scrypt: {@code $firescrypt$ln=<log2 N>,r=<rounds>,p=<parallel>$<salt>$<hash>$<salt
 * separator>$<signer key>}. The derived key encrypts the signer key; the hash is the cipher text.
 */
final class FirebaseScryptFormat implements HashFormat {

    private static final int MOST_LOG_COST = 17;
    private static final int MOST_BLOCK = 8;
    private static final int MOST_PARALLEL = 10;
    private static final int KEY_BYTES = 32;

    /** 2^ln times r times p: about a second of a core. */
    private static final long MOST_WORK = 1 << 21;

    @Override
    public boolean recognises(String hash) {
        return hash.startsWith("$firescrypt$");
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 6);
        Map<String, Integer> numbers = fields.numbers(1);
        int cost = 1 << Fields.bounded(numbers, "ln", 1, MOST_LOG_COST);
        int block = Fields.bounded(numbers, "r", 1, MOST_BLOCK);
        int parallel = Fields.bounded(numbers, "p", 1, MOST_PARALLEL);
        if ((long) cost * block * parallel > MOST_WORK) {
            throw new UnusableHashException(
                    "The scrypt hash's 2^ln, r and p together must be " + MOST_WORK + " at most.");
        }
        for (int i = 2; i < 6; i++) {
            fields.bytes(i);
        }
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        Fields fields = Fields.of(hash, 6);
        Map<String, Integer> numbers = fields.numbers(1);
        byte[] key = SCrypt.generate(
                password,
                Arrays.concatenate(fields.bytes(2), fields.bytes(4)),
                1 << Fields.number(numbers, "ln"),
                Fields.number(numbers, "r"),
                Fields.number(numbers, "p"),
                KEY_BYTES);
        return MessageDigest.isEqual(fields.bytes(3), encrypt(key, fields.bytes(5)));
    }

    private static byte[] encrypt(byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in counter mode is not available", e);
        }
    }

    @Override
    public long memoryKib(String hash) throws UnusableHashException {
        Map<String, Integer> numbers = Fields.of(hash, 6).numbers(1);
        return (1L << numbers.getOrDefault("ln", 0)) * numbers.getOrDefault("r", 0) / 8;
    }

    @Override
    public boolean isOnHeap() {
        return true;
    }
}
