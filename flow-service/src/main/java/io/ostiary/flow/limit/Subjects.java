package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.flow.flow.FlowKind;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names what is counted: by an HMAC-SHA-256 (RFC 2104), cut to 128 bits, under a key derived from the first entry of {@code
 * secrets.cipher}. So identifiers that nobody has are counted as those that somebody has, and none of them is kept. With
 * another key counting begins anew.
 */
@Singleton
class Subjects {

    private static final int BYTES = 16;

    private final SecretKeySpec key;

    Subjects(Configuration configuration) {
        Secret secret = configuration.secrets("secrets.cipher").getFirst();
        SecretKeySpec seed = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.key = new SecretKeySpec(hmac(seed, "ostiary limits"), "HmacSHA256");
    }

    /**
     * An account.
     *
     * @param kind in which flows; what fails in one doesn't shut another
     * @param identifier an identifier or address as typed
     */
    byte[] account(FlowKind kind, String identifier) {
        return of("account", kind.wire() + ' ' + Spelling.fold(identifier));
    }

    /** A network, see {@link Network#of}. */
    byte[] network(String network) {
        return of("network", network);
    }

    /** An account, as guessed at from one network. */
    byte[] pair(byte[] account, String network) {
        return of("pair", HexFormat.of().formatHex(account) + ' ' + network);
    }

    /** An account, as guessed at from a browser that is known. */
    byte[] browser(byte[] account, byte[] mark) {
        return of(
                "browser",
                HexFormat.of().formatHex(account) + ' ' + HexFormat.of().formatHex(mark));
    }

    /** An address to which letters go, as a text. */
    String letters(String address) {
        return "letters:" + HexFormat.of().formatHex(of("letters", Spelling.fold(address)));
    }

    private byte[] of(String kind, String what) {
        return Arrays.copyOf(hmac(key, kind + ' ' + what), BYTES);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
