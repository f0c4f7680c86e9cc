package io.ostiary.identity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "ann@example.org, ann@example.org, true",
        "ann@example.org, ANN@EXAMPLE.ORG, true",
        "ann@example.org, ann@example.com, true",
        "ann@example.org, ann@examp9, true",
        "ann@example.org, xx-example.org-xx, true",
        "ann@example.org, quiet-Lantern-29, false",
        "ann, ann-but-much-longer, false",
        "bob, b0b, true",
        "zürich@example.org, ZÜRICH@example.org, true"
    })
    void judgesByEditsAndCommonPieces(String identifier, String password, boolean close) {
        assertThat(Similarity.tooClose(identifier, password)).isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({"300, 300", "10, 300", "300, 10"})
    void leavesLongTextsAlone(int identifier, int password) {
        assertThat(Similarity.tooClose("a".repeat(identifier), "a".repeat(password)))
                .isFalse();
    }
}
