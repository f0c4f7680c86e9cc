package io.ostiary.flow.hook;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Identities for tests. */
public final class People {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private People() {}

    /**
     * Somebody with these mail addresses; those that begin with an exclamation mark are verified.
     */
    public static IdentityBody with(String... addresses) {
        List<VerifiableAddressBody> verifiable = Stream.of(addresses)
                .map(a -> new VerifiableAddressBody(
                        UUID.randomUUID(), a.replace("!", ""), a.startsWith("!"), "email", "sent", null, THEN, THEN))
                .toList();
        return new IdentityBody(
                UUID.randomUUID(),
                null,
                "default",
                "",
                "active",
                THEN,
                Json.object(),
                verifiable.isEmpty() ? null : verifiable,
                null,
                null,
                null,
                THEN,
                THEN,
                null,
                null);
    }
}
