package io.ostiary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            identity.registered          | {"methods":["password","code"]}                       | Signed up         | password, code
            identity.updated             | {"changed":["traits","metadata_admin"]}               | Changed           | traits, metadata admin
            identity.credentials_changed | {"credentials_type":"lookup_secret","change":"added"} | Credential added  | lookup secret
            session.issued               | {"methods":["password","totp"],"aal":"aal2"}          | Signed in         | password, totp, with a second factor
            session.issued               | {"methods":["password"],"aal":"aal1"}                 | Signed in         | password
            session.revoked              | {"reason":"admin"}                                    | Session ended     | by an operator
            session.revoked              | {"reason":"later"}                                    | Session ended     | later
            """)
    void saysWhatHappened(String type, String data, String what, String details) throws JsonProcessingException {
        assertThat(words(type, data)).isEqualTo(new EventWords(what, details));
    }

    @Test
    void namesWhatItDoesNotKnow() throws JsonProcessingException {
        assertThat(words("identity.merged", "{}")).isEqualTo(new EventWords("identity.merged", ""));
    }

    private static EventWords words(String type, String data) throws JsonProcessingException {
        return EventWords.of(JSON.readTree("{\"type\":\"" + type + "\",\"data\":" + data + "}"));
    }
}
