package io.ostiary.session.session;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of all sessions ends: what comes next is older than {@code issuedAt}, or as old with
 * a higher id. Clients get it as an opaque text.
 */
record PageToken(Instant issuedAt, UUID sessionId) {

    /** Before the first page. */
    static final PageToken START = new PageToken(Instant.parse("2200-12-31T23:59:59Z"), new UUID(0, 0));

    private static final int LONGEST = 128;

    /** The token behind a session. */
    static PageToken behind(SessionRow session) {
        return new PageToken(session.issuedAt(), session.id());
    }

    /**
     * Reads a token; an absent or empty one means the start.
     *
     * @throws ProblemException {@link Problem.BadRequest} when it isn't one of ours
     */
    static PageToken parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1).split("/", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("not two parts");
            }
            Instant issuedAt = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            if (issuedAt.isAfter(START.issuedAt()) || issuedAt.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("out of range");
            }
            return new PageToken(issuedAt, UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new ProblemException(new Problem.BadRequest("The page token is not one that this server gave."));
        }
    }

    /** The text for clients. */
    String encode() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, issuedAt);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + "/" + sessionId).getBytes(StandardCharsets.ISO_8859_1));
    }
}
