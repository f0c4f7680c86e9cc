package io.ostiary.flow.method.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sets of backup codes. */
class BackupCodesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891Z");

    @Test
    void makesTwelveDifferentCodesOfLettersAndDigitsThatCantBeMistaken() {
        BackupCodes codes = BackupCodes.random();

        assertThat(codes.all().stream().map(BackupCode::text).collect(Collectors.toSet()))
                .hasSize(12)
                .allMatch(text -> text.matches("[a-km-np-z2-9]{8}"));
    }

    @Test
    void findsACodeWithBlanksAroundItButNotInCapitals() {
        BackupCodes codes = codes("{\"code\": \"abcd2345\"}");

        assertThat(codes.find(" abcd2345\n")).isPresent();
        assertThat(codes.find("ABCD2345")).isEmpty();
        assertThat(codes.find("")).isEmpty();
    }

    @Test
    void countsWhatIsLeft() {
        BackupCodes codes = codes("""
                {"code": "a"}, {"code": "b", "used_at": null}, {"code": "c", "used_at": "0001-01-01T00:00:00Z"},
                {"code": "d", "used_at": "2026-03-04T05:06:07Z"}, {"code": "e", "used_at": "2026-03-04T05:06:07.12+01:00"},
                {"code": "f", "used_at": "yesterday"}
                """);

        assertThat(codes.left()).isEqualTo(3);
        assertThat(codes.find("e").orElseThrow().usedAt()).contains(Instant.parse("2026-03-04T04:06:07.12Z"));
        assertThat(codes.find("f").orElseThrow().isUsed())
                .as("a time that can't be read")
                .isTrue();
    }

    @Test
    void notesTheUseToTheSecondAndKeepsWhatElseThereIs() {
        BackupCode code = codes("{\"code\": \"abcd2345\", \"label\": \"one\"}")
                .find("abcd2345")
                .orElseThrow();

        assertThat(code.used(NOW).item())
                .isEqualTo(Json.read(
                        "{\"code\": \"abcd2345\", \"label\": \"one\", \"used_at\": \"2026-03-04T05:06:07Z\"}",
                        JsonNode.class));
        assertThat(code.isUsed()).as("the code that was read").isFalse();
    }

    @Test
    void readsWhatItWrites() {
        BackupCodes codes = BackupCodes.random();

        assertThat(BackupCodes.of(codes.config())).isEqualTo(codes);
    }

    @Test
    void tellsNoCodeInWords() {
        BackupCodes codes = codes("{\"code\": \"abcd2345\"}");

        assertThat(codes + " " + codes.all()).doesNotContain("abcd2345");
    }

    private static BackupCodes codes(String items) {
        return BackupCodes.of(Json.read("{\"recovery_codes\": [" + items + "]}", JsonNode.class));
    }
}
