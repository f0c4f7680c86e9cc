package io.ostiary.contract.secret;

import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals content for one use of the configuration's secrets: XAES-256-GCM (c2sp.org/XAES-256-GCM)
 * with a random nonce of 24 bytes, so that no number of messages wears a key out. What is sealed
 * can be bound to a context, for instance the id of its row: it opens under that context only.
 *
 * <p>Each secret's key comes from HKDF-SHA256 (RFC 5869) over the secret, with the label as info.
 * The first secret seals; what was sealed under a later one of the list still opens.
 */
public final class Seal {

    /** No part of base64url, so no text of version 0.1.0 begins like this. */
    private static final String TEXT = "2.";

    private static final int KEY_BYTES = 32;
    private static final String UNBOUND = "";

    private final List<ExtendedNonceKey> keys;
    private final EarlierSeal earlier;

    /**
     * @param label tells this use of the secrets apart from all others
     * @param secrets the newest first; without any, nothing can be sealed
     */
    public Seal(String label, List<Secret> secrets) {
        this.keys = secrets.stream().map(secret -> key(label, secret)).toList();
        this.earlier = new EarlierSeal(label, secrets);
    }

    /**
     * Seals bytes.
     *
     * @param context what must be named again to open them; it is authenticated, not contained
     * @throws IllegalStateException when the configuration holds no secret
     */
    public byte[] seal(byte[] content, String context) {
        if (keys.isEmpty()) {
            throw new IllegalStateException("the configuration holds no secret to seal with");
        }
        return keys.getFirst().seal(content, utf8(context));
    }

    /** Opens sealed bytes; empty when they were sealed elsewhere, for another context, or changed. */
    public Optional<byte[]> open(byte[] sealed, String context) {
        byte[] bound = utf8(context);
        return keys.stream().flatMap(key -> key.open(sealed, bound).stream()).findFirst();
    }

    /**
     * Seals a text that is bound to a context.
     *
     * @return letters, digits, {@code . - _}: fit for a cookie, a URL, a JSON string
     */
    public String seal(String text, String context) {
        byte[] sealed = seal(utf8(text), context);
        return TEXT + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Opens a text that is bound to a context; empty when it isn't one of ours. */
    public Optional<String> open(String sealed, String context) {
        return sealed.startsWith(TEXT)
                ? decode(sealed.substring(TEXT.length()))
                        .flatMap(raw -> open(raw, context))
                        .map(content -> new String(content, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Seals a text that is bound to nothing but the label. */
    public String seal(String text) {
        return seal(text, UNBOUND);
    }

    /** Opens a text that is bound to nothing, version 0.1.0's too; empty when it isn't one of ours. */
    public Optional<String> open(String sealed) {
        return sealed.startsWith(TEXT) ? open(sealed, UNBOUND) : decode(sealed).flatMap(earlier::open);
    }

    private static ExtendedNonceKey key(String label, Secret secret) {
        try {
            HKDFParameterSpec derivation =
                    HKDFParameterSpec.ofExtract().addIKM(secret.bytes()).thenExpand(utf8(label), KEY_BYTES);
            return ExtendedNonceKey.of(KDF.getInstance("HKDF-SHA256").deriveData(derivation));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
