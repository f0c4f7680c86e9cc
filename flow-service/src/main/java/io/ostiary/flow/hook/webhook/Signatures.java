package io.ostiary.flow.hook.webhook;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as Standard Webhooks has it (github.com/standard-webhooks/standard-webhooks, version {@code v1}: HMAC-SHA256
 * over id, time and body) with each key of {@code ostiary.webhooks.signing}, so that a receiver that knows the old or the
 * new one goes on while they are exchanged.
 */
@Singleton
class Signatures {

    private static final String KEY = "ostiary.webhooks.signing";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<SecretKeySpec> keys;

    Signatures(Configuration configuration) {
        this.keys = configuration.secrets(KEY).stream().map(Signatures::key).toList();
    }

    private static SecretKeySpec key(Secret secret) {
        String text = secret.reveal();
        byte[] bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalStateException(KEY + ": a key has " + SHORTEST + " to " + LONGEST + " bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** The value of {@code webhook-signature}; empty without keys. */
    Optional<String> of(String id, long seconds, Buffer body) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(keys.stream()
                        .map(key -> "v1," + signature(key, id, seconds, body))
                        .collect(Collectors.joining(" ")));
    }

    private static String signature(SecretKeySpec key, String id, long seconds, Buffer body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
