package io.ostiary.flow;

import io.ostiary.testkit.arch.DirectionRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void foldersKnowOnlyWhatTheyMay() {
        DirectionRules.check("io.ostiary.flow");
    }
}
