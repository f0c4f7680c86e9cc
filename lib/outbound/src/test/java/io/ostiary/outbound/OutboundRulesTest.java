package io.ostiary.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:4000/allowed   | http://127.0.0.1:4000/allowed           | true",
                "http://127.0.0.1:4000/allowed   | http://127.0.0.1:4000/allowed?a=b#c     | true",
                "http://127.0.0.1:4000/allowed   | http://127.0.0.1:4000/allowed/deeper    | false",
                "http://127.0.0.1:4000/allowed   | http://127.0.0.1:4000/allowe            | false",
                "http://hooks.internal/*         | http://hooks.internal/one               | true",
                "http://hooks.internal/*         | http://hooks.internal/one/two           | false",
                "http://hooks.internal/**        | http://hooks.internal/one/two           | true",
                "http://*.internal/a             | http://one.internal/a                   | true",
                "http://*.internal/a             | http://one.two.internal/a               | false",
                "http://{one,two}.internal/a     | http://two.internal/a                   | true",
                "http://h[a-c].internal/a        | http://hb.internal/a                    | true",
                "http://h[!a-c].internal/a       | http://hb.internal/a                    | false",
                "http://h?.internal/a            | http://hb.internal/a                    | true",
                "http://h.internal/a             | http://hxinternal/a                     | false",
                "http://hooks.internal/**        | http://hooks.internal.evil.example/?x=/ | false",
                "http://hooks.internal/**        | http://evil.example/?http://hooks.internal/ | false"
            })
    void exceptAddressesByPattern(String exception, String url, boolean excepted) {
        var rules = new OutboundRules(
                true, Stream.of(exception.strip()).map(UrlGlob::pattern).toList());

        assertThat(rules.refusePrivate(url)).isEqualTo(!excepted);
    }

    @Test
    void refuseNothingWhereNothingIsAsked() {
        assertThat(new OutboundRules(false, List.of()).refusePrivate("http://127.0.0.1/"))
                .isFalse();
    }
}
