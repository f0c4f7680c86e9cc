package io.ostiary.flow.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void isWrittenInTheLanguagesOfTheClientUnlessItHasOneOfItsOwn() {
        assertThat(letter(null).in("de,en").data().path("language").asText()).isEqualTo("de,en");
        assertThat(letter("es").in("de,en").data().path("language").asText()).isEqualTo("es");
    }

    @Test
    void saysNothingOfLanguagesWhenTheClientNamesNone() {
        assertThat(letter(null).in("").data().has("language")).isFalse();
    }

    private static Letter letter(String language) {
        var data = Json.object();
        if (language != null) {
            data.put("language", language);
        }
        return new Letter("email", "ada@example.org", "login_code_valid", data, Instant.EPOCH);
    }
}
