package io.ostiary.identity.hashing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;

/**
 * Plain digests of a pattern in which {@code {SALT}} and {@code {PASSWORD}} are filled in: {@code
 * $sha256$pf=<pattern>$<salt>$<hash>}, likewise {@code sha1}, {@code sha512} and {@code md5};
 * {@code $md5$<hash>} is that of the password alone. Kept for imports only.
 */
final class PatternDigestFormat implements HashFormat {

    private static final Map<String, String> KINDS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    @Override
    public boolean recognises(String hash) {
        int end = hash.indexOf('$', 1);
        return hash.startsWith("$") && end > 0 && KINDS.containsKey(hash.substring(1, end));
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        if (isPlain(hash)) {
            Fields.of(hash, 2).bytes(1);
            return;
        }
        Fields fields = Fields.of(hash, 4);
        pattern(fields);
        fields.bytes(2);
        fields.bytes(3);
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        if (isPlain(hash)) {
            return MessageDigest.isEqual(Fields.of(hash, 2).bytes(1), Digests.of("MD5", password));
        }
        Fields fields = Fields.of(hash, 4);
        byte[] text = fill(pattern(fields), fields.bytes(2), password);
        return MessageDigest.isEqual(fields.bytes(3), Digests.of(kind(fields), text));
    }

    private static String kind(Fields fields) {
        return Objects.requireNonNull(KINDS.get(fields.text(0)), "only a hash that was recognised is verified");
    }

    private static boolean isPlain(String hash) {
        return hash.startsWith("$md5$") && hash.indexOf('$', "$md5$".length()) < 0;
    }

    /** The pattern, one character for each byte. */
    private static String pattern(Fields fields) throws UnusableHashException {
        if (!fields.text(1).startsWith("pf=")) {
            throw new UnusableHashException("The hash lacks its pattern.");
        }
        return latin(Fields.base64(fields.text(1).substring(3)));
    }

    /** Fills in one pass, so that a password that looks like a placeholder is nothing special. */
    private static byte[] fill(String pattern, byte[] salt, byte[] password) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            if (pattern.startsWith("{SALT}", at)) {
                text.append(latin(salt));
                at += "{SALT}".length();
            } else if (pattern.startsWith("{PASSWORD}", at)) {
                text.append(latin(password));
                at += "{PASSWORD}".length();
            } else {
                text.append(pattern.charAt(at++));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isCheap(String hash) {
        return true;
    }
}
