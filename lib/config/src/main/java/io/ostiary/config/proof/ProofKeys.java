package io.ostiary.config.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The keys that the gateway and one service share, newest first: a file {@code <service>.proof} in
 * the folder of keys, with a key in base64url on each line, 32 bytes at least.
 *
 * @param keys at least one
 */
public record ProofKeys(List<byte[]> keys) {

    private static final int BYTES = 32;

    public ProofKeys {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("holds no key");
        }
        keys = List.copyOf(keys);
    }

    /**
     * Reads the keys of a service.
     *
     * @throws IllegalStateException with one line that names the file, when it can't be read or
     *     holds no key
     */
    public static ProofKeys read(Path folder, String service) {
        Path file = file(folder, service);
        try {
            return new ProofKeys(Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(ProofKeys::key)
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException("the keys for the gateway's proofs can't be read: " + file, e);
        } catch (IllegalArgumentException e) {
            // without the cause, whose message quotes the key
            throw new IllegalStateException("the keys for the gateway's proofs are no keys of 32 bytes: " + file);
        }
    }

    /** A new key, as a line of the file. */
    public static String newLine() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Where the keys of a service are. */
    public static Path file(Path folder, String service) {
        return folder.resolve(service + ".proof");
    }

    private static byte[] key(String line) {
        byte[] key = Base64.getUrlDecoder().decode(line);
        if (key.length < BYTES) {
            throw new IllegalArgumentException("too short");
        }
        return key;
    }

    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
