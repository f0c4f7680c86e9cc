package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a key has to sign: random, kept in its flow, and the same each time the flow's form is drawn, until a key has
 * answered it. It is no secret.
 */
public final class Challenge {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** The standard asks for at least 16 (section 13.4.3). */
    private static final int BYTES = 32;

    private static final String KEPT = "challenge";
    private static final String HANDLE = "user_handle";

    private Challenge() {}

    /** That of a flow, base64url. */
    public static String of(Flow flow, MethodName method) {
        ObjectNode state = flow.state(method);
        if (!state.has(KEPT)) {
            state.put(KEPT, Base64s.url(random(BYTES)));
        }
        return state.path(KEPT).asText();
    }

    /** That of a flow; null when it never had one. */
    static @Nullable String kept(Flow flow, MethodName method) {
        return flow.state(method).path(KEPT).asText(null);
    }

    /** The handle of the owner whom the flow makes a key for: kept with the challenge. @param made a new one */
    public static byte[] handle(Flow flow, MethodName method, byte[] made) {
        ObjectNode state = flow.state(method);
        if (!state.has(HANDLE)) {
            state.put(HANDLE, Base64s.url(made));
        }
        return Base64s.read(state.path(HANDLE).asText());
    }

    /** Has the flow ask anew, because its challenge was answered. */
    public static void forget(Flow flow, MethodName method) {
        flow.state(method).removeAll();
        KeyScript.forget(flow);
    }

    /** Random bytes. */
    public static byte[] random(int bytes) {
        byte[] some = new byte[bytes];
        RANDOM.nextBytes(some);
        return some;
    }
}
