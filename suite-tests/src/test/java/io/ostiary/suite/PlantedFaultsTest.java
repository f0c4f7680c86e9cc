package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every planted fault still fits the code, and the test that has to notice it is there ({@code ./ostiary faults} runs them). */
class PlantedFaultsTest {

    private static final Path HOME = Path.of(System.getProperty("ostiary.home", ".."));
    private static final Pattern HEAD =
            Pattern.compile("Breaks: \\S.*\nModule: (\\S+)\nTest: (\\w+)#(\\w+)\n", Pattern.MULTILINE);

    static Stream<Path> faults() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("suite-tests/src/test/faults"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fitTheCode(Path fault) throws IOException {
        String patch = Files.readString(fault);
        String code = Files.readString(HOME.resolve(changed(patch)));

        List<String> places = places(patch);

        assertThat(places).isNotEmpty();
        assertThat(places).allSatisfy(place -> assertThat(code).contains(place));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nameATestThatIsThere(Path fault) throws IOException {
        Matcher head = HEAD.matcher(Files.readString(fault));

        assertThat(head.find()).as("the three lines at the head").isTrue();
        try (Stream<Path> sources = Files.walk(HOME.resolve(head.group(1)).resolve("src/test/java"))) {
            assertThat(sources.filter(file -> file.endsWith(head.group(2) + ".java")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).contains("void " + head.group(3) + "("));
        }
    }

    private static String changed(String patch) {
        Matcher file = Pattern.compile("^\\+\\+\\+ b/(.+)$", Pattern.MULTILINE).matcher(patch);
        assertThat(file.find()).as("the file that is changed").isTrue();
        return file.group(1);
    }

    /** The places that are changed, as they have to stand in the code: what is taken away, and a line around it. */
    private static List<String> places(String patch) {
        String[] hunks = patch.split("(?m)^@@.*\n");
        return Stream.of(hunks).skip(1).map(PlantedFaultsTest::place).toList();
    }

    private static String place(String hunk) {
        List<String> before = hunk.lines().filter(line -> !line.startsWith("+")).toList();
        int first = 0;
        while (!before.get(first).startsWith("-")) {
            first++;
        }
        int last = before.size() - 1;
        while (!before.get(last).startsWith("-")) {
            last--;
        }
        return before.subList(Math.max(0, first - 1), Math.min(before.size(), last + 2)).stream()
                .map(line -> line.substring(Math.min(1, line.length())))
                .collect(Collectors.joining("\n"));
    }
}
