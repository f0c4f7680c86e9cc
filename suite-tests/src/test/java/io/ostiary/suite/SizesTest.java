package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.shape.ShapeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every module keeps to the sizes of the house and says what can be null. */
class SizesTest {

    private static final Path HOME = Path.of(System.getProperty("ostiary.home", ".."));

    /** Methods that are long because they map every one of many kinds. */
    private static final Map<String, Set<String>> MAPPINGS = Map.of("lib/http-contract", Set.of("ProblemResponses.of"));

    static Stream<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.walk(HOME, 2)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void fitTheHouse(Path module) {
        String name = HOME.relativize(module).toString();
        ShapeRules.check(module, MAPPINGS.getOrDefault(name, Set.of()));
    }

    @Test
    void findsTheModules() throws IOException {
        List<String> names =
                modules().map(module -> HOME.relativize(module).toString()).toList();

        assertThat(names)
                .contains("flow-service", "gateway", "lib/http-contract")
                .containsAll(MAPPINGS.keySet());
    }
}
