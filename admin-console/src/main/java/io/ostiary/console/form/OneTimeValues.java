package io.ostiary.console.form;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value that each form carries. It belongs to one operator, who has it from a page of this
 * process alone, and does its work once: whoever sends the form twice gets the first one's answer.
 *
 * @param <T> what an answer is
 */
public final class OneTimeValues<T> {

    /** Name of the field. */
    public static final String FIELD = "once";

    /** As long as a form may be looked at before it is sent. */
    static final Duration LIFESPAN = Duration.ofHours(12);

    /** As long as the answer is kept for a second click; it may hold a code that is shown once. */
    static final Duration SECOND_CLICK = Duration.ofSeconds(10);

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 16;
    private static final int HEAD_BYTES = Long.BYTES + NONCE_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Clock clock;
    private final Map<String, Use<T>> used = new ConcurrentHashMap<>();

    private record Use<T>(Instant at, Uni<T> answer) {}

    public OneTimeValues(Clock clock) {
        this.clock = clock;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
    }

    /** A value for a form of that operator. */
    public String issue(String operator) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .putLong(clock.millis())
                .put(nonce)
                .array();
        byte[] mac = mac(operator, head);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(head.length + mac.length)
                        .put(head)
                        .put(mac)
                        .array());
    }

    /**
     * Does the work that a value stands for, unless it is done already.
     *
     * @param work what to do
     * @param foreign the answer for a value that isn't this operator's, or is too old
     * @param again the answer for a value that was used a while ago
     */
    public Uni<T> once(String value, String operator, Supplier<Uni<T>> work, Supplier<T> foreign, Supplier<T> again) {
        if (!isOf(value, operator)) {
            return Uni.createFrom().item(foreign);
        }
        Instant now = clock.instant();
        forget(now);
        Use<T> use = used.computeIfAbsent(
                value,
                fresh -> new Use<>(
                        now,
                        Uni.createFrom().deferred(() -> work.get()).memoize().indefinitely()));
        return use.at().plus(SECOND_CLICK).isBefore(now) ? Uni.createFrom().item(again) : use.answer();
    }

    /** What is too old to be sent again need not be known; of what is older than a second click only that it was. */
    private void forget(Instant now) {
        used.values().removeIf(each -> each.at().plus(LIFESPAN).isBefore(now));
        used.replaceAll((value, each) -> each.at().plus(SECOND_CLICK).isBefore(now)
                ? new Use<>(each.at(), Uni.createFrom().nothing())
                : each);
    }

    private boolean isOf(String value, String operator) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(value));
            if (bytes.remaining() <= HEAD_BYTES) {
                return false;
            }
            byte[] head = new byte[HEAD_BYTES];
            bytes.get(head);
            byte[] mac = new byte[bytes.remaining()];
            bytes.get(mac);
            Instant issued = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong());
            return MessageDigest.isEqual(mac, mac(operator, head))
                    && issued.plus(LIFESPAN).isAfter(clock.instant());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] mac(String operator, byte[] head) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(operator.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
