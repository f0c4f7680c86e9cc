package io.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sessions/whoami?tokenize_as=a%20b&x=%2F",
                "/a;b=c/d,e'(f)*!$&+=:@?a/b?c=~._-",
                "//admin//identities",
                "/%00/%ff",
            })
    void leavesWhatIsWellSpelt(String target) {
        assertThat(RequestTarget.readable(target)).isSameAs(target);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/a?return_to=http://x/{id}|b^c, /a?return_to=http://x/%7Bid%7D%7Cb%5Ec",
                "/a{b}\\c, /a%7Bb%7D%5Cc",
                "/a?b=%zz&c=%41&d=%, /a?b=%25zz&c=%41&d=%25",
                "/a?ids[]=<\">`, /a?ids%5B%5D=%3C%22%3E%60",
                "//{a}, //%7Ba%7D",
            })
    void encodesWhatOthersLeaveAsItIs(String target, String readable) {
        assertThat(RequestTarget.readable(target)).isEqualTo(readable);
        assertThat(URI.create(readable)).isNotNull();
    }

    @Test
    void encodesEachByteOfWhatIsNotAscii() {
        assertThat(RequestTarget.readable("/a?b=\u00c3\u00bc")).isEqualTo("/a?b=%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/a%zz/b?c", "/%4", "//", "/{a}/%"})
    void refusesWhatMeansNothing(String target) {
        assertThat(RequestTarget.readable(target)).isNull();
    }
}
