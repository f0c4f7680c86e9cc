package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.StackConfig;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The second factors that work once. */
final class SecondFactorRaces {

    /** Told to who comes once another connection has raised the session. */
    private static final int SIGNED_IN_ALREADY = 4000001;

    private static final int SESSION_WAS_PASSED = 4010002;

    private SecondFactorRaces() {}

    /** A code of an authenticator app. */
    static Race totp(StackConfig config) {
        return new SecondFactorRace(config, Set.of(4000008, SIGNED_IN_ALREADY)) {

            @Override
            void enrol(ObjectNode credentials) {
                credentials
                        .putObject("totp")
                        .putObject("config")
                        .put(
                                "totp_url",
                                "otpauth://totp/race?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30");
            }

            @Override
            ObjectNode right(String email) {
                return form("totp").put("totp_code", code());
            }

            @Override
            ObjectNode wrong() {
                return form("totp").put("totp_code", "wrong!");
            }
        };
    }

    /** A backup code. */
    static Race lookup(StackConfig config) {
        return new SecondFactorRace(config, Set.of(4000012, SIGNED_IN_ALREADY)) {

            @Override
            void enrol(ObjectNode credentials) {
                ObjectNode of = credentials.putObject("lookup_secret").putObject("config");
                of.putArray("codes").addObject().put("code", "abcd2345");
            }

            @Override
            ObjectNode right(String email) {
                return form("lookup_secret").put("lookup_secret", "abcd2345");
            }

            @Override
            ObjectNode wrong() {
                return form("lookup_secret").put("lookup_secret", "zzzzzzzz");
            }
        };
    }

    /** A code from a mail, which is sent as the flow begins. */
    static Race sent(StackConfig config, Mailbox mailbox) {
        // Right and used, tried too often in this flow, or the flow is over.
        return new SecondFactorRace(config, Set.of(4010008, 4000001, SESSION_WAS_PASSED)) {

            @Override
            void enrol(ObjectNode credentials) {
                // The schema names the address.
            }

            @Override
            ObjectNode right(String email) {
                return form("code").put("code", mailbox.awaitCode(email));
            }

            @Override
            ObjectNode wrong() {
                return form("code").put("code", "wrong!");
            }
        };
    }

    private static ObjectNode form(String method) {
        return Http.JSON.createObjectNode().put("method", method);
    }

    /** RFC 6238 for the secret above. */
    private static String code() {
        try {
            byte[] key = {'H', 'e', 'l', 'l', 'o', '!', (byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef};
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / 30)
                    .array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
