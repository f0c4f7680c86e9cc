package io.ostiary.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@link EventConsumerBuilder} gathered. */
record ConsumerSettings(
        Map<String, Object> connection,
        String group,
        List<String> topics,
        EventHandler handler,
        ConsumerListener listener,
        FailureRule rule,
        int attempts,
        Duration pause,
        int remembered,
        boolean fromBeginning) {}
