package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.VerifiableAddress.Status;
import io.ostiary.identity.address.Via;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads back a verifiable address that a JSON Patch changed or put in. Who marks an address as
 * verified need not say the rest: the proof is then complete, now unless another time is said. Pure.
 */
final class PatchedAddress {

    private final JsonNode said;
    private final String at;

    private PatchedAddress(JsonNode said, String at) {
        this.said = said;
        this.at = at;
    }

    /**
     * The address.
     *
     * @param before those that the identity had
     * @param at where it stands in the document
     * @throws ProblemException that names the key, when a value has no meaning
     */
    static VerifiableAddress read(List<VerifiableAddress> before, JsonNode said, String at, Instant now) {
        PatchedAddress reader = new PatchedAddress(said, at);
        String id = said.path("id").asText("");
        Optional<VerifiableAddress> found =
                before.stream().filter(each -> each.id().toString().equals(id)).findFirst();
        return reader.patched(found.orElseGet(() -> reader.unknown(before, now)), now);
    }

    private VerifiableAddress unknown(List<VerifiableAddress> before, Instant now) {
        Via via = via();
        JsonNode value = said.path("value");
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused("value", "is a text.");
        }
        String address = Identifiers.address(value.textValue(), via).orElse(value.textValue());
        return before.stream()
                .filter(each -> each.isSameAs(via, address))
                .findFirst()
                .orElseGet(() -> VerifiableAddress.pending(Ids.ordered(), via, address, now));
    }

    private Via via() {
        try {
            return Via.of(said.path("via").asText(""));
        } catch (IllegalArgumentException e) {
            throw refused("via", "is email or sms.");
        }
    }

    private VerifiableAddress patched(VerifiableAddress before, Instant now) {
        boolean verified = verified();
        Status status = status(before, verified);
        Instant verifiedAt = verifiedAt(before, verified, now);
        boolean same = verified == before.verified()
                && status == before.status()
                && Objects.equals(verifiedAt, before.verifiedAt());
        return same
                ? before
                : new VerifiableAddress(
                        before.id(),
                        before.via(),
                        before.value(),
                        verified,
                        status,
                        verifiedAt,
                        before.createdAt(),
                        now);
    }

    private boolean verified() {
        if (!said.path("verified").isBoolean()) {
            throw refused("verified", "is true or false.");
        }
        return said.path("verified").booleanValue();
    }

    private Status status(VerifiableAddress before, boolean verified) {
        if (!said.hasNonNull("status")) {
            return verified ? Status.COMPLETED : Status.PENDING;
        }
        try {
            Status status = Status.of(said.path("status").asText());
            boolean turned = verified != before.verified() && status == before.status();
            return turned ? verified ? Status.COMPLETED : Status.PENDING : status;
        } catch (IllegalArgumentException e) {
            throw refused("status", "is pending, sent or completed.");
        }
    }

    private @Nullable Instant verifiedAt(VerifiableAddress before, boolean verified, Instant now) {
        Instant time = time();
        if (verified) {
            return time == null ? now : time;
        }
        return before.verified() && Objects.equals(time, before.verifiedAt()) ? null : time;
    }

    private @Nullable Instant time() {
        JsonNode time = said.path("verified_at");
        if (time.isMissingNode() || time.isNull()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(time.asText()).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw refused("verified_at", "is a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private ProblemException refused(String key, String reason) {
        return new ProblemException(
                new Problem.BadRequest("The JSON Patch leaves no identity. " + at + "." + key + " " + reason));
    }
}
