package io.ostiary.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The stack's own inbox, asked by its API. */
public final class Inbox implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    private static final int OK = 200;

    private final SuiteClient client;

    /**
     * A mail as its recipient sees it.
     *
     * @param subject its subject
     * @param text its plain text
     */
    public record Mail(String subject, String text) {}

    /**
     * @param url address of the inbox, without a slash at its end
     */
    public Inbox(String url) {
        client = new SuiteClient(url);
    }

    /** Takes the newest mail to that address, waiting for one; empty if none came in time. */
    public Optional<Mail> take(String recipient, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String search = "/api/v1/search?limit=1&query="
                + URLEncoder.encode("addressed:\"" + recipient + "\"", StandardCharsets.UTF_8);
        while (true) {
            JsonNode found = client.get(search, null).expect(OK).body().at("/messages/0");
            if (found.has("ID")) {
                return Optional.of(read(found.path("ID").asText()));
            }
            if (System.nanoTime() > end) {
                return Optional.empty();
            }
            // On the launcher's own threads, which have nothing else to do.
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private Mail read(String id) throws InterruptedException {
        JsonNode mail = client.get("/api/v1/message/" + id, null).expect(OK).body();
        return new Mail(mail.path("Subject").asText(), mail.path("Text").asText());
    }

    @Override
    public void close() {
        client.close();
    }
}
