package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
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

    @Test
    void refusesAtOnceInTheOlderContractOnlyWhatCannotBeKept() {
        ReturnAddresses addresses = addresses(UI, "https://app.example.org");

        addresses.check(Generation.V05, "https://elsewhere.test/");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> addresses.check(Generation.V05, "https://app.example.org/\0"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> addresses.check(Generation.CURRENT, "https://app.example.org/\0"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> addresses.check(Generation.CURRENT, "https://elsewhere.test/"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, http://app.example.org/",
        "https://app.example.org, https://app.example.org.evil.test/",
        "https://app.example.org, https://user@app.example.org/",
        "https://*.example.org, https://.app.example.org/",
        "https://*.example.org, https://app..example.org/",
        "https://app.example.org/a, https://app.example.org/b",
        "https://app.example.org/back, https://app.example.org/back/../x",
        "https://app.example.org/back, https://app.example.org/back%2f..%2fx",
        "https://app.example.org/back, https://app.example.org/back/%2e%2E/x",
        "https://app.example.org/back, https://app.example.org/back/..;/x",
        "https://app.example.org/back, https://app.example.org/back/..;a=b/x",
        "https://app.example.org/back, https://app.example.org/back/..%3Ba=b/x",
        "https://app.example.org/back, https://app.example.org/back/%2e%2e;/x",
        "https://app.example.org/back, https://app.example.org/back/.%2E%253Ba/x",
        "https://app.example.org/back, https://app.example.org/back/a/..;/..;x=y/..;/x",
        "https://app.example.org/back, https://app.example.org/back//..;/x",
        "https://app.example.org/back, https://app.example.org/back/;/..;/x",
        "https://app.example.org/back, https://app.example.org/back/..;",
        "https://app.example.org/back, https://app.example.org/back//..%2fx",
        "https://app.example.org, https://app.example.org/..;/x",
        "myapp://callback/in, myapp://callback/in/..;/x",
        "https://app.example.org/back, https://app.example.org/back/%252e%252e/x",
        "https://app.example.org/back, https://app.example.org/back%252f..%252fx",
        "https://*.example.org, https://a@b@app.example.org/x",
        "https://app.example.org/back, https://app.example.org/back\\..\\x",
        "https://app.example.org/back, https://app.example.org/back%5C..%5Cx",
        "https://*.example.org, https://evil.test／.example.org/x",
        "https://*.example.org, https://evil.test?.example.org/x",
        "https://*.example.org, https://evil.test#.example.org/x",
        "https://*.example.org, 'https://evil.test\\.example.org/x'",
        "https://*.example.org, https://evil.test%2f.example.org/x",
        "https://*.example.org, https://user@app.example.org/x",
        "https://*.example.org, https://evil.test:80@app.example.org/x",
        "https://*.example.org, https://app.example.org:80@evil.test/x",
        "https://ui.example.org/, //evil.test/x",
        "https://ui.example.org/, '/\\evil.test/x'",
        "https://ui.example.org/, '\\\\evil.test/x'",
        "https://ui.example.org/, ///evil.test/x",
        "https://ui.example.org/, https:evil.test/x",
        "https://ui.example.org/, https:/evil.test/x",
        "https://ui.example.org/, https:///evil.test/x",
        "https://ui.example.org/, '/\t/evil.test/x'",
        "https://ui.example.org/, ' https://evil.test/x'",
        "https://ui.example.org/, javascript:alert(1)",
        "https://ui.example.org/, 'java\nscript:alert(1)'",
        "https://ui.example.org/, data:text/html;base64,eA==",
        "https://ui.example.org/, mailto:a@ui.example.org",
        "https://ui.example.org/, evil",
        "https://ui.example.org/, https://",
        "https://ui.example.org/, https://ui.example.org:99999999/",
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
                .isThrownBy(
                        () -> addresses(UI, rule).of(wanted.replace("\\t", "\t").replace("\\n", "\n"), UI));
    }

    @ParameterizedTest
    @CsvSource({
        "/日本, /%E6%97%A5%E6%9C%AC",
        "/ü?q=ü#ü, /%C3%BC?q=%C3%BC#%C3%BC",
        "/%E6%97%A5?q=a%20b#a%2Fb, /%E6%97%A5?q=a%20b#a%2Fb",
        "/s?q=a b, /s?q=a%20b",
        "'/s?f={\"a\":1}', /s?f=%7B%22a%22:1%7D",
        "/s?q=a|b, /s?q=a%7Cb",
        "/s?q=<a>, /s?q=%3Ca%3E",
        "/s?q=^`, /s?q=%5E%60",
        "/s?a[]=1, /s?a[]=1",
        "/s#a b, /s#a%20b",
        "/{id}, /%7Bid%7D",
        "/100%, /100%25",
        "/a/./b/../c, /a/c",
        "/a/.., /",
        "/a;b=c/d;e, /a;b=c/d;e",
        "/..a;/...;x/b..;y, /..a;/...;x/b..;y",
        "'\\a\\b', /a/b",
        "'/a\\b?c\\d', /a/b?c%5Cd",
        "/😀, /%F0%9F%98%80",
        "?x=1, ?x=1",
    })
    void readsAsBrowsersDoAndWritesWhatAHeaderCarries(String wanted, String written) {
        assertThat(addresses(UI, "https://app.example.org").of("https://app.example.org" + wanted, UI))
                .isEqualTo("https://app.example.org" + written);
    }

    @ParameterizedTest
    @CsvSource({
        "https://xn--mnchen-3ya.example, https://münchen.example/x, https://xn--mnchen-3ya.example/x",
        "https://*.example.org, https://evil.test中.example.org/x, https://evil.xn--test-3f5f.example.org/x",
        "https://app.example.org, https://app.example.org:443/x, https://app.example.org:443/x",
        "https://app.example.org:443, https://app.example.org/x, https://app.example.org/x",
        "https://my_app.example.org, https://my_app.example.org/x, https://my_app.example.org/x",
        "https://app.example.org/%E6%97%A5%E6%9C%AC, https://app.example.org/日本/x,"
                + " https://app.example.org/%E6%97%A5%E6%9C%AC/x",
        "https://app.example.org, '  https://app.example.org/x ', https://app.example.org/x",
        "'http://[::1]:4455', 'http://[::1]:4455/x', 'http://[::1]:4455/x'",
    })
    void takesTheSameHostHoweverItIsWritten(String rule, String wanted, String written) {
        assertThat(addresses(UI, rule).of(wanted, UI)).isEqualTo(written);
    }

    @Test
    void readsNoQueryThatIsNotEncodedAsQueriesAre() {
        assertThat(ReturnAddresses.queryOf("/x?return_to=%zz", "return_to")).isNull();
        assertThat(ReturnAddresses.queryOf("/x?a=1;return_to=b&return_to=c&return_to=d", "return_to"))
                .isEqualTo("c");
    }

    @Test
    void refusesToSendWhatNoHeaderCarries() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AnswerFilter.requireAscii("https://example.org/ü"));
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
