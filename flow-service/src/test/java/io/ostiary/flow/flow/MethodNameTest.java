package io.ostiary.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MethodNameTest {

    @Test
    void putsFormsTogetherInTheOrderOfTheContract() {
        assertThat(sorted("profile", "link", "password", "code"))
                .containsExactly("password", "code", "link", "profile");
    }

    @Test
    void putsMethodsOfOthersBehindInTheOrderOfTheirNames() {
        assertThat(sorted("sample", "profile", "another", "password"))
                .containsExactly("password", "profile", "another", "sample");
    }

    @Test
    void isTheSameNameForTheSameWord() {
        assertThat(MethodName.of("password")).isEqualTo(MethodName.PASSWORD);
        assertThat(MethodName.of("Password")).isNotEqualTo(MethodName.PASSWORD);
        assertThat(MethodName.PASSWORD.compareTo(MethodName.of("password"))).isZero();
    }

    private static Stream<String> sorted(String... words) {
        return Stream.of(words).map(MethodName::of).sorted().map(MethodName::wire);
    }
}
