package io.ostiary.consumer;

import io.ostiary.events.EventEnvelope;
import io.ostiary.events.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one partition: the last ids, and the last event of each key. Both are bounded,
 * the oldest are forgotten; a forgotten key begins anew, so that a gap in it is not noticed, but
 * nothing is dropped wrongly.
 */
final class SeenEvents {

    /** What an event is, judged by those before it. */
    enum Verdict {
        NEXT,
        REPEAT,
        GAP,
        FORK
    }

    private record Last(Sequence sequence, String id) {}

    private final Map<String, Boolean> ids;
    private final Map<String, Last> lastOfKey;

    SeenEvents(int remembered) {
        ids = bounded(remembered);
        lastOfKey = bounded(remembered);
    }

    private static <V> Map<String, V> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > size;
            }
        };
    }

    /** Judges the event and remembers nothing. */
    Verdict judge(EventEnvelope event) {
        Last last = lastOfKey.get(event.partitionKey());
        if (ids.containsKey(event.id())) {
            return Verdict.REPEAT;
        }
        if (last == null || event.sequence().follows(last.sequence())) {
            return Verdict.NEXT;
        }
        if (event.sequence().epoch() < last.sequence().epoch()) {
            return Verdict.FORK;
        }
        int order = event.sequence().compareTo(last.sequence());
        if (order == 0) {
            return event.id().equals(last.id()) ? Verdict.REPEAT : Verdict.FORK;
        }
        // A smaller sequence of this epoch came before this key's last event, so it was seen and
        // its id forgotten since.
        return order < 0 ? Verdict.REPEAT : Verdict.GAP;
    }

    /** The last sequence of the event's key; null if none is known. */
    @Nullable
    Sequence last(EventEnvelope event) {
        Last last = lastOfKey.get(event.partitionKey());
        return last == null ? null : last.sequence();
    }

    /** Remembers the event, once it is handled or parked. */
    void remember(EventEnvelope event) {
        ids.put(event.id(), Boolean.TRUE);
        Last last = lastOfKey.get(event.partitionKey());
        if (last == null || event.sequence().compareTo(last.sequence()) > 0) {
            lastOfKey.put(event.partitionKey(), new Last(event.sequence(), event.id()));
        }
    }
}
