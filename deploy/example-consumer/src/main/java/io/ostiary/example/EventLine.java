package io.ostiary.example;

import io.ostiary.events.EventEnvelope;

/** How an event looks on a line: {@code identity.registered identity=<id> sequence=1:1}. */
final class EventLine {

    private EventLine() {}

    static String of(EventEnvelope event) {
        // The key of each topic is the id of what it tells about, except that sessions are ordered
        // by their identity.
        String stream = event.type().substring(0, event.type().indexOf('.'));
        String key = switch (stream) {
            case "identity", "session" -> "identity";
            case "courier" -> "message";
            default -> stream;
        };
        return event.type() + " " + key + "=" + event.partitionKey() + " sequence=" + event.sequence();
    }
}
