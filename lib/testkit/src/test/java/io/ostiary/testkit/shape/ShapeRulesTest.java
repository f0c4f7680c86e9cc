package io.ostiary.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeRulesTest {

    private static final String EIGHT = "int a, int b, int c, int d, int e, int f, int g, int h";

    @TempDir
    private Path module;

    @BeforeEach
    void packageIsMarked() throws IOException {
        write("src/main/java/sample/package-info.java", "@NullMarked\npackage sample;\n");
    }

    @Test
    void findsNothingInWhatIsSmall() throws IOException {
        write("src/main/java/sample/Small.java", "class Small { Small(" + EIGHT + ") {} " + method(40) + " }");
        write("src/test/java/sample/SmallTest.java", "\n".repeat(400));

        ShapeRules.check(module, Set.of());
    }

    @Test
    void findsALongMethodAlsoWithinAnotherClass() throws IOException {
        write("src/main/java/sample/Long.java", "class Long { static class Inner { " + method(41) + " } }");

        assertThat(ShapeRules.broken(module, Set.of())).containsExactly("Inner.does has 41 lines, and may have 40");
        assertThat(ShapeRules.broken(module, Set.of("Inner.does"))).isEmpty();
        assertThatThrownBy(() -> ShapeRules.check(module, Set.of())).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsAConstructorThatTakesTooMuchButNoRecord() throws IOException {
        write("src/main/java/sample/Greedy.java", "class Greedy { Greedy(" + EIGHT + ", int i) {} }");
        write("src/main/java/sample/Data.java", "record Data(" + EIGHT + ", int i) { Data { } }");

        assertThat(ShapeRules.broken(module, Set.of())).containsExactly("Greedy.new has 9 parameters, and may have 8");
    }

    @Test
    void findsAPackageThatDoesNotSayWhatCanBeNull() throws IOException {
        write("src/main/java/sample/bare/Bare.java", "class Bare {}");
        write("src/main/java/sample/half/Half.java", "class Half {}");
        write("src/main/java/sample/half/package-info.java", "/** Not @NullMarked. */\npackage sample.half;\n");

        assertThat(ShapeRules.broken(module, Set.of()))
                .containsExactly(
                        "sample/bare has no package-info with @NullMarked",
                        "sample/half has no package-info with @NullMarked");
    }

    @Test
    void findsALongTest() throws IOException {
        write("src/test/java/sample/LongTest.java", "\n".repeat(401));

        assertThat(ShapeRules.broken(module, Set.of()))
                .containsExactly("LongTest.java has 401 lines, and may have 400");
    }

    @Test
    void findsAnExceptionThatNothingNeeds() {
        assertThat(ShapeRules.broken(module, Set.of("Gone.of")))
                .containsExactly("Gone.of is named as a long mapping, and is none");
    }

    @Test
    void isNotContentWithNoSources() {
        assertThat(ShapeRules.broken(module.resolve("elsewhere"), Set.of()))
                .singleElement()
                .asString()
                .startsWith("There are no sources in ");
    }

    private static String method(int lines) {
        return "void does() {" + "\n".repeat(lines - 1) + "}";
    }

    private void write(String file, String text) throws IOException {
        Path path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
