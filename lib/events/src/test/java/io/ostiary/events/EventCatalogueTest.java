package io.ostiary.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventCatalogueTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void sampleFitsItsSchemaAndItsRecord(EventType type) throws IOException {
        // Given
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(type.schemaResource()), InputFormat.JSON);
        JsonNode sample = JSON.readTree(read(type.sampleResource()));

        // When
        EventData data = JSON.treeToValue(sample.get("data"), type.data());

        // Then
        assertThat(schema.validate(sample.get("data").toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(JSON.<JsonNode>valueToTree(data)).isEqualTo(sample.get("data"));
        assertThat(data.eventType()).isEqualTo(type);
        assertThat(sample.get("type").asText()).isEqualTo(type.type());
        assertThat(sample.get("dataschema").asText()).isEqualTo(type.dataSchema());
        assertThat(sample.get("subject").asText()).isEqualTo(data.subject());
        assertThat(sample.get("partitionkey").asText()).isEqualTo(data.key());
    }

    @Test
    void everyRecordIsInTheCatalogue() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::data))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventData.class.getPermittedSubclasses())
                        .<Class<? extends EventData>>map(type -> type.asSubclass(EventData.class))
                        .filter(type -> type != Unrecognised.class)
                        .toList());
    }

    @Test
    void newerDataWithMoreFieldsIsStillRead() throws IOException {
        String json = "{\"identity_id\":\"0d5a3c2e-6f0b-4a5e-9d1c-2f6f4f0b7a11\",\"later\":1}";
        assertThat(JSON.readValue(json, IdentityDeleted.class).identityId()).isNotNull();
    }

    @Test
    void sequenceKnowsItsSuccessor() {
        assertThat(Sequence.parse("1:8").follows(new Sequence(1, 7))).isTrue();
        assertThat(Sequence.parse("2:1").follows(new Sequence(1, 7))).isTrue();
        assertThat(Sequence.parse("1:9").follows(new Sequence(1, 7))).isFalse();
        assertThat(Sequence.parse("2:2").follows(new Sequence(1, 7))).isFalse();
        assertThat(new Sequence(2, 1)).isGreaterThan(new Sequence(1, 9)).hasToString("2:1");
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = EventType.class.getClassLoader().getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
