package io.ostiary.session.whoami;

import io.ostiary.contract.generation.OlderBodies;
import io.ostiary.contract.json.Json;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.session.SessionRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live session with its whole answer, ready to be sent.
 *
 * @param sessionId the session
 * @param identityId its identity
 * @param expiresAt until when it is live
 * @param aal the level that it has reached
 * @param availableAal the highest that its identity's credentials reach
 * @param extended whether its end was moved, so that a browser's cookie has to follow
 * @param identityHeader the identity's id as text
 * @param json the answer in UTF-8
 * @param older the answer in the contract of version 0.5, in UTF-8; empty where no port speaks it
 */
record RememberedSession(
        UUID sessionId,
        UUID identityId,
        Instant expiresAt,
        String aal,
        String availableAal,
        boolean extended,
        String identityHeader,
        byte[] json,
        byte[] older) {

    private static final byte[] NONE = {};

    /**
     * The answer for a session that was read with devices and identity, and is live.
     *
     * @param olderUrl the public side as clients of version 0.5 reach it, without a slash at its end; null where no port
     *     speaks their contract
     */
    static RememberedSession of(SessionRow row, AvailableAssurance available, @Nullable String olderUrl, Instant now) {
        byte[] json = write(row.body(now));
        return new RememberedSession(
                row.id(),
                row.identityId(),
                row.expiresAt(),
                row.aal(),
                row.seen().available(available),
                row.extended(),
                row.identityId().toString(),
                json,
                olderUrl == null ? NONE : older(json, olderUrl));
    }

    /** How much of memory the answers take, in bytes. */
    int bytes() {
        return json.length + older.length;
    }

    private static byte[] older(byte[] json, String olderUrl) {
        try {
            return write(OlderBodies.session(Json.MAPPER.readTree(json), olderUrl));
        } catch (IOException e) {
            throw new UncheckedIOException("a session that was written can't be read", e);
        }
    }

    private static byte[] write(Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a session can't be written as JSON", e);
        }
    }
}
