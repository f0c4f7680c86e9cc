package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnAddressesTest {

    private static final String UI = "https://ui.example.org/home";

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, https://app.example.org/a/b?c=d#e",
        "https://app.example.org/a, https://APP.example.org/a/b",
        "https://*.example.org, https://deep.app.example.org/",
        "https://*.example.org:8443/in, https://app.example.org:8443/inside",
        "myapp://callback, myapp://callback?code=1",
        "myapp://callback, MyApp://callback/after",
        "https://ui.example.org/, /relative?x=y",
        "exp://192.0.2.1:19000, exp://192.0.2.1:19000/--/back",
    })
    void followsWhatIsAllowed(String rule, String wanted) {
        String expected = wanted.startsWith("/") ? "https://ui.example.org" + wanted : wanted;

        assertThat(addresses(UI, rule).of(wanted, UI)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, http://app.example.org/",
        "https://app.example.org, https://app.example.org.evil.test/",
        "https://app.example.org, https://user@app.example.org/",
        "https://app.example.org/a, https://app.example.org/b",
        "https://*.example.org, https://example.org/",
        "https://*.example.org, https://evilexample.org/",
        "https://*.org, https://evil.org/",
        "https://*example.org, https://evilexample.org/",
        "https://*, https://evil.test/",
        "myapp://callback, myapp://other",
        "/, https://evil.test/",
    })
    void refusesWhatIsNot(String rule, String wanted) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> addresses(UI, rule).of(wanted, UI));
    }

    @Test
    void staysRelativeWhereTheDefaultIs() {
        assertThat(addresses("/welcome", "/in").of("/in/side?a=b", "/welcome")).isEqualTo("/in/side?a=b");
    }

    private static ReturnAddresses addresses(String byDefault, String rule) {
        try {
            ObjectNode tree = (ObjectNode) Json.MAPPER.readTree("""
                                    {"identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                                     "selfservice": {}}
                                    """);
            tree.withObject("/selfservice")
                    .put("default_browser_return_url", byDefault)
                    .putArray("allowed_return_urls")
                    .add(rule);
            return new ReturnAddresses(Configuration.of(tree, Map.of(), Path.of(".")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
