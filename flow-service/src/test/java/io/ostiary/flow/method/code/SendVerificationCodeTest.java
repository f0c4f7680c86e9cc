package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.method.Forms;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.internal.identity.CodeAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendVerificationCodeTest {

    private static final String CONFIGURATION = """
            {"dsn": "memory", "selfservice": {"default_browser_return_url": "https://ui.example.org/",
                 "flows": {"verification": {"enabled": true, "notify_unknown_recipients": %s}}},
             "serve": {"public": {"base_url": "https://id.example.org/"}},
             "identity": {"default_schema_id": "default",
                          "schemas": [{"id": "default", "url": "base64://eyJ0eXBlIjoib2JqZWN0In0="}]}}
            """;

    /** Storing is what takes time: who measures the answer must not see that nobody has the address. */
    @ParameterizedTest
    @CsvSource({"false, email, 0", "true, email, 1", "true, sms, 0"})
    void storesACodeOfNobodyForAnUnknownAddress(boolean tellsStrangers, String via, int letters) {
        Sending sending = send(tellsStrangers)
                .toNobody(Forms.flow(FlowKind.VERIFICATION, FlowType.API), new CodeAddress(via, "anybody"));

        assertThat(sending.letters()).hasSize(letters);
        assertThat(sending.secrets()).singleElement().satisfies(each -> {
            assertThat(each.identityId()).isNull();
            assertThat(each.text()).matches("[0-9]{6}");
        });
        assertThat(sending.letters().toString())
                .doesNotContain(sending.secrets().getFirst().text());
    }

    private static SendVerificationCode send(boolean tellsStrangers) {
        Configuration configuration = Configuration.of(
                Json.read(CONFIGURATION.formatted(tellsStrangers), ObjectNode.class), Map.of(), Path.of("."));
        return new SendVerificationCode(
                new CodeConfig(configuration), new VerificationConfig(configuration), null, Clock.systemUTC());
    }
}
