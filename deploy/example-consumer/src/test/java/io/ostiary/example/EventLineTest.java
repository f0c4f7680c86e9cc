package io.ostiary.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.consumer.EventDecoder;
import io.ostiary.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLineTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyEventHasLine(EventType type) throws IOException {
        assertThat(line(type)).matches(type.type() + " (identity|flow|message)=[0-9a-f-]{36} sequence=1:1");
    }

    @Test
    void lineNamesTheIdentity() throws IOException {
        assertThat(line(EventType.IDENTITY_REGISTERED))
                .isEqualTo("identity.registered identity=0d5a3c2e-6f0b-4a5e-9d1c-2f6f4f0b7a11 sequence=1:1");
    }

    private static String line(EventType type) throws IOException {
        try (InputStream sample = EventType.class.getClassLoader().getResourceAsStream(type.sampleResource())) {
            return EventLine.of(EventDecoder.decode(sample.readAllBytes()));
        }
    }
}
