package io.ostiary.identity;

import io.ostiary.testkit.arch.DirectionRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void foldersKnowOnlyWhatTheyMay() {
        DirectionRules.check("io.ostiary.identity");
    }
}
