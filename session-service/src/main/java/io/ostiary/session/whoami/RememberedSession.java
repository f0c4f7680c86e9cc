package io.ostiary.session.whoami;

import io.ostiary.contract.generation.OlderBodies;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.session.SessionRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

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
 */
record RememberedSession(
        UUID sessionId,
        UUID identityId,
        Instant expiresAt,
        String aal,
        String availableAal,
        boolean extended,
        String identityHeader,
        byte[] json) {

    /** The answer for a session that was read with devices and identity, and is live. */
    static RememberedSession of(SessionRow row, AvailableAssurance available, Instant now) {
        return new RememberedSession(
                row.id(),
                row.identityId(),
                row.expiresAt(),
                row.aal(),
                row.seen().available(available),
                row.extended(),
                row.identityId().toString(),
                write(row.body(now)));
    }

    /**
     * The answer in the contract of version 0.5. It is made anew each time, so that memory holds one answer.
     *
     * @param publicUrl as clients of that version reach it, without a slash at its end
     */
    byte[] older(String publicUrl) {
        try {
            return Json.MAPPER.writeValueAsBytes(OlderBodies.session(Json.MAPPER.readTree(json), publicUrl));
        } catch (IOException e) {
            throw new UncheckedIOException("a session can't be written as JSON", e);
        }
    }

    private static byte[] write(SessionBody body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a session can't be written as JSON", e);
        }
    }
}
