package io.ostiary.session.tokenise;

import io.ostiary.config.Resources;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key sets and mappers, read again after a minute; as many as the configuration names. Blocks. */
final class LoadedTexts {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Loaded(String text, Instant until) {}

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private final Resources resources;
    private final Clock clock;

    LoadedTexts(Resources resources, Clock clock) {
        this.resources = resources;
        this.clock = clock;
    }

    String read(String url) throws IOException {
        Loaded before = loaded.get(url);
        if (before != null && before.until().isAfter(clock.instant())) {
            return before.text();
        }
        String text = resources.readText(url);
        loaded.put(url, new Loaded(text, clock.instant().plus(KEPT)));
        return text;
    }
}
