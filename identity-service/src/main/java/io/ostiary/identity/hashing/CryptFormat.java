package io.ostiary.identity.hashing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * Unix crypt with MD5, SHA-256 and SHA-512, under the contract's names {@code $md5-crypt$}, {@code
 * $sha256-crypt$} and {@code $sha512-crypt$} in place of {@code $1$}, {@code $5$} and {@code $6$}.
 */
final class CryptFormat implements HashFormat {

    private static final int MOST_ROUNDS = 2_000_000;
    private static final Pattern HASH = Pattern.compile(
            "\\$(md5|sha256|sha512)-crypt\\$(?:rounds=(\\d{1,9})\\$)?([./A-Za-z0-9]{1,16})\\$([./A-Za-z0-9]+)");

    private static final Pattern KIND = Pattern.compile("^\\$(?:md5|sha256|sha512)-crypt\\$.*", Pattern.DOTALL);

    @Override
    public boolean recognises(String hash) {
        return KIND.matcher(hash).matches();
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        parts(hash);
    }

    private static Matcher parts(String hash) throws UnusableHashException {
        Matcher parts = HASH.matcher(hash);
        if (!parts.matches()) {
            throw new UnusableHashException("The crypt hash can't be read.");
        }
        if (parts.group(2) != null
                && (parts.group(1).equals("md5") || Integer.parseInt(parts.group(2)) > MOST_ROUNDS)) {
            throw new UnusableHashException(
                    "The crypt hash may have " + MOST_ROUNDS + " rounds at most, with MD5 no others.");
        }
        return parts;
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        Matcher parts = parts(hash);
        String rounds = parts.group(2) == null ? "" : "rounds=" + parts.group(2) + "$";
        String salt = rounds + parts.group(3);
        String computed = switch (parts.group(1)) {
            case "md5" -> Md5Crypt.md5Crypt(password.clone(), "$1$" + salt);
            case "sha256" -> Sha2Crypt.sha256Crypt(password.clone(), "$5$" + salt);
            default -> Sha2Crypt.sha512Crypt(password.clone(), "$6$" + salt);
        };
        return MessageDigest.isEqual(ascii(parts.group(4)), ascii(computed.substring(computed.lastIndexOf('$') + 1)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The kinds with SHA have 5,000 rounds where none are named: some milliseconds. */
    @Override
    public boolean isCheap(String hash) {
        return true;
    }
}
