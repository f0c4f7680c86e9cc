package io.ostiary.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;

/** Teaches Jackson durations as the configuration writes them. */
public final class ConfigurationModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** A module to register with an object mapper. */
    public ConfigurationModule() {
        addDeserializer(Duration.class, new DurationDeserializer());
    }

    private static final class DurationDeserializer extends StdScalarDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return GoDuration.parse(parser.getValueAsString(""));
            } catch (IllegalArgumentException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, "", "not a duration such as 1h30m");
            }
        }
    }
}
