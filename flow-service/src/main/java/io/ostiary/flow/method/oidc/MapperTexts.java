package io.ostiary.flow.method.oidc;

import io.ostiary.config.Resources;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Mappers, read again after a minute; one that can't be read then serves on as it was. Blocks. */
final class MapperTexts {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Loaded(String text, Instant until) {}

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private final Resources resources;
    private final Clock clock;

    MapperTexts(Resources resources, Clock clock) {
        this.resources = resources;
        this.clock = clock;
    }

    String read(String url) throws IOException {
        Loaded before = loaded.get(url);
        if (before != null && before.until().isAfter(clock.instant())) {
            return before.text();
        }
        String text = fresh(url, before);
        loaded.put(url, new Loaded(text, clock.instant().plus(KEPT)));
        return text;
    }

    private String fresh(String url, @Nullable Loaded before) throws IOException {
        try {
            return resources.readText(url);
        } catch (IOException e) {
            if (before == null) {
                throw e;
            }
            return before.text();
        }
    }
}
