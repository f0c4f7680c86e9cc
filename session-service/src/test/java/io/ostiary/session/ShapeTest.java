package io.ostiary.session;

import io.ostiary.testkit.shape.ShapeRules;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void fitsTheSizesOfTheHouse() {
        ShapeRules.check(Path.of(""), Set.of());
    }
}
