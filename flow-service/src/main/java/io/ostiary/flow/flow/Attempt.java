package io.ostiary.flow.flow;

import io.ostiary.contract.json.Ids;
import java.util.UUID;

/**
 * One submission of a form. A new POST is a new attempt, because the contract says so.
 *
 * @param id the idempotency key of the calls made for it
 * @param method the method that handles it, empty before one is known
 * @param outcome what it decided, such as {@code passed}; null while it is under way
 */
public record Attempt(UUID id, String method, String outcome) {

    /** A new attempt. */
    public static Attempt begin() {
        return new Attempt(Ids.ordered(), "", null);
    }

    /** The same attempt, handled by a method, with an outcome. */
    public Attempt ended(String by, String with) {
        return new Attempt(id, by, with);
    }
}
