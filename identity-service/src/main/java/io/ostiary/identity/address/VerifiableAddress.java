package io.ostiary.identity.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that its owner can prove to hold.
 *
 * @param value the normalised address
 * @param verifiedAt when it was proven, or null
 */
public record VerifiableAddress(
        UUID id,
        Via via,
        String value,
        boolean verified,
        Status status,
        @Nullable Instant verifiedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** How far the proof has come. */
    public enum Status {
        PENDING("pending"),
        SENT("sent"),
        COMPLETED("completed");

        private final String wire;

        Status(String wire) {
            this.wire = wire;
        }

        /** The word that the contract and the database have for it. */
        @JsonValue
        public String wire() {
            return wire;
        }

        /**
         * Reads the contract's word.
         *
         * @throws IllegalArgumentException when it is none
         */
        @JsonCreator
        public static Status of(String wire) {
            for (Status status : values()) {
                if (status.wire.equals(wire)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("an address is pending, sent or completed");
        }
    }

    /** A new address that nobody has proven yet. */
    public static VerifiableAddress pending(UUID id, Via via, String value, Instant now) {
        return new VerifiableAddress(id, via, value, false, Status.PENDING, null, now, now);
    }

    /** The same address with its proof under way; unchanged when it is completed. */
    public VerifiableAddress sent(Instant now) {
        return status != Status.PENDING
                ? this
                : new VerifiableAddress(id, via, value, verified, Status.SENT, verifiedAt, createdAt, now);
    }

    /** The same address, proven; unchanged when it was proven before. */
    public VerifiableAddress proven(Instant now) {
        return isProven() ? this : new VerifiableAddress(id, via, value, true, Status.COMPLETED, now, createdAt, now);
    }

    /** The same address as if nobody had proven it. */
    public VerifiableAddress unproven(Instant now) {
        boolean untouched = !verified && status == Status.PENDING && verifiedAt == null;
        return untouched ? this : new VerifiableAddress(id, via, value, false, Status.PENDING, null, createdAt, now);
    }

    /** Whether the proof is complete. */
    @JsonIgnore
    public boolean isProven() {
        return verified && status == Status.COMPLETED;
    }

    /** Whether both are the same address, whatever their state. */
    public boolean isSameAs(Via otherVia, String otherValue) {
        return via == otherVia && value.equals(otherValue);
    }
}
