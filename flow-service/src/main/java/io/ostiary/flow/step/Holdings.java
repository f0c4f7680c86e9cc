package io.ostiary.flow.step;

import io.ostiary.flow.flow.MethodName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person holds.
 *
 * @param types of credentials that they can use
 * @param held by type
 */
record Holdings(List<String> types, Map<String, Held> held) {

    Optional<Held> of(MethodName type) {
        return Optional.ofNullable(held.get(type.wire()));
    }
}
