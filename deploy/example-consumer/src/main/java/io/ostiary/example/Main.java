package io.ostiary.example;

import io.ostiary.consumer.EventConsumer;
import io.ostiary.events.Topic;
import java.io.IOException;

/**
 * Prints a line for each event of the suite.
 *
 * <p>The broker is the first argument or {@code KAFKA_BOOTSTRAP_SERVERS}; {@code
 * OSTIARY_CONSUMER_GROUP} names the group (default {@code ostiary-example}). With {@code
 * OSTIARY_END_WITH_PARENT=true} it ends when its standard input closes.
 */
public final class Main {

    private Main() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) {
        String servers = arguments.length > 0 ? arguments[0] : setting("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        EventConsumer consumer = EventConsumer.builder()
                .bootstrapServers(servers)
                .group(setting("OSTIARY_CONSUMER_GROUP", "ostiary-example"))
                .topics(Topic.values())
                .handler(event -> System.out.println(EventLine.of(event)))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::close));
        if (setting("OSTIARY_END_WITH_PARENT", "false").equals("true")) {
            Thread.ofPlatform().daemon().name("end-with-parent").start(Main::endWithParent);
        }
        consumer.run();
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        System.exit(0);
    }

    private static String setting(String name, String standard) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? standard : value;
    }
}
