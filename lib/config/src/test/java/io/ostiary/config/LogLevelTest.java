package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogLevelTest {

    private static final Logger ALL = Logger.getLogger("");

    private static final Logger OWN = Logger.getLogger("io.ostiary.some");

    private final Level before = ALL.getLevel();

    @AfterEach
    void restore() {
        ALL.setLevel(before);
        Logger.getLogger("io.ostiary").setLevel(null);
    }

    @Test
    void quietsEverything() {
        LogLevel.apply(Samples.smallWith(Map.of("LOG_LEVEL", "error")));

        assertThat(ALL.isLoggable(Level.WARNING)).isFalse();
        assertThat(OWN.isLoggable(Level.WARNING)).isFalse();
        assertThat(OWN.isLoggable(Level.SEVERE)).isTrue();
    }

    @Test
    void tellsDetailsOfTheSuiteOnly() {
        LogLevel.apply(Samples.smallWith(Map.of("LOG_LEVEL", "debug")));

        assertThat(OWN.isLoggable(Level.FINE)).isTrue();
        assertThat(ALL.isLoggable(Level.FINE)).isFalse();
    }
}
