package io.ostiary.testkit.arch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectionRulesTest {

    private static final String SAMPLE = "io.ostiary.testkit.arch.sample";

    static Stream<ArchRule> brokenRules() {
        return Stream.of(
                DirectionRules.flowKnowsNoTechnology(SAMPLE),
                DirectionRules.methodsDoNotKnowOneAnother(SAMPLE),
                DirectionRules.methodsOnlyDecide(SAMPLE),
                DirectionRules.nobodyKnowsAMethod(SAMPLE),
                DirectionRules.stepKnowsNoFlow(SAMPLE),
                DirectionRules.foldersHaveNoCycles(SAMPLE),
                DirectionRules.onlyPostgresClassesKnowSql(SAMPLE),
                DirectionRules.timeIsInjected(SAMPLE),
                DirectionRules.idsAreInjected(SAMPLE));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void findsWhatBreaksTheRule(ArchRule rule) {
        JavaClasses classes = new ClassFileImporter().importPackages(SAMPLE);
        assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class);
    }

    @Test
    void absentFoldersBreakNothing() {
        assertThatCode(() -> DirectionRules.check("io.ostiary.nowhere")).doesNotThrowAnyException();
    }
}
