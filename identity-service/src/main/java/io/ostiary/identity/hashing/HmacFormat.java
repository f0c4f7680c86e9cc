package io.ostiary.identity.hashing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * HMAC (RFC 2104): {@code $hmac-sha256$<base64 of the hexadecimal mac>$<key>}. Kept for imports
 * only.
 */
final class HmacFormat implements HashFormat {

    private static final Map<String, Supplier<Digest>> DIGESTS = Map.of(
            "md4", MD4Digest::new,
            "md5", MD5Digest::new,
            "sha1", SHA1Digest::new,
            "sha224", SHA224Digest::new,
            "sha256", SHA256Digest::new,
            "sha384", SHA384Digest::new,
            "sha512", SHA512Digest::new);

    private static final Pattern KIND = Pattern.compile("^\\$hmac-([a-z0-9]+)\\$.*", Pattern.DOTALL);

    @Override
    public boolean recognises(String hash) {
        Matcher kind = KIND.matcher(hash);
        return kind.matches() && DIGESTS.containsKey(kind.group(1));
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 3);
        fields.bytes(1);
        fields.bytes(2);
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        Fields fields = Fields.of(hash, 3);
        HMac mac = new HMac(digest(fields.text(0).substring("hmac-".length())));
        mac.init(new KeyParameter(fields.bytes(2)));
        mac.update(password, 0, password.length);
        byte[] computed = new byte[mac.getMacSize()];
        mac.doFinal(computed, 0);
        return MessageDigest.isEqual(
                fields.bytes(1), HexFormat.of().formatHex(computed).getBytes(StandardCharsets.US_ASCII));
    }

    private static Digest digest(String kind) throws UnusableHashException {
        Supplier<Digest> digest = DIGESTS.get(kind);
        if (digest == null) {
            throw new UnusableHashException("The hash is of no kind that is known here.");
        }
        return digest.get();
    }

    @Override
    public boolean isCheap(String hash) {
        return true;
    }
}
