package io.ostiary.events;

/**
 * The topics of the suite. Order is kept per key inside a topic; nothing is promised between
 * topics.
 */
public enum Topic {
    /** Changes of identities, keyed by identity id. */
    IDENTITY("identity.events"),
    /** Beginnings and ends of sessions, keyed by identity id. */
    SESSION("session.events"),
    /** Ends of self-service flows, keyed by flow id. */
    FLOW("flow.events"),
    /** Outcomes of messages, keyed by message id. */
    COURIER("courier.events");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** The name of the Kafka topic, which is also the name of the stream that sequences count. */
    public String topicName() {
        return topicName;
    }
}
