package io.ostiary.flow.flow;

import io.ostiary.contract.json.Ids;
import java.util.UUID;

/**
 * One submission of a form. A new POST is a new attempt, because the contract says so.
 *
 * @param id the idempotency key of the calls made for it
 */
public record Attempt(UUID id) {

    /** A new attempt. */
    public static Attempt begin() {
        return new Attempt(Ids.ordered());
    }
}
