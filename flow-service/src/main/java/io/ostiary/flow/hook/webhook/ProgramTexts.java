package io.ostiary.flow.hook.webhook;

import io.ostiary.config.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Programs of hooks, read again after a minute; as many as the configuration names. Blocks. */
final class ProgramTexts {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Loaded(String text, Instant until) {}

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private final Resources resources;
    private final Clock clock;

    ProgramTexts(Resources resources, Clock clock) {
        this.resources = resources;
        this.clock = clock;
    }

    /** The program at an address; one that can't be read again stays as it was. */
    String read(String url) {
        Instant now = clock.instant();
        Loaded before = loaded.get(url);
        if (before != null && before.until().isAfter(now)) {
            return before.text();
        }
        try {
            String text = resources.readText(url);
            loaded.put(url, new Loaded(text, now.plus(KEPT)));
            return text;
        } catch (IOException e) {
            if (before != null) {
                return before.text();
            }
            throw new UncheckedIOException(e);
        }
    }
}
