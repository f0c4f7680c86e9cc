package io.ostiary.flow.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that forgets what was used longest ago once it is full. */
final class Remembered<V> {

    private final Map<String, V> values;

    Remembered(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Replaces a value by another. @param change is given null where there is none */
    synchronized V update(String key, Change<V> change) {
        V next = change.of(values.get(key));
        values.put(key, next);
        return next;
    }

    /** What becomes of a value. */
    @FunctionalInterface
    interface Change<V> {
        V of(@Nullable V before);
    }
}
