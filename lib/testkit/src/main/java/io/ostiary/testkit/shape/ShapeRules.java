package io.ostiary.testkit.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What fits one screen and one head: methods of 40 lines, constructors of 8 parameters, test classes of 400 lines. And no package
 * of production code may leave out what can be null in it.
 */
public final class ShapeRules {

    /** The longest method, in lines from its first annotation to its last brace. */
    public static final int LONGEST_METHOD = 40;

    /** The most that a constructor takes; those of records aside, which are data. */
    public static final int MOST_PARAMETERS = 8;

    /** The longest file of tests, in lines. */
    public static final int LONGEST_TEST = 400;

    private static final Pattern MARKED = Pattern.compile("(?m)^@NullMarked$");

    private ShapeRules() {}

    /**
     * Checks the sources of a module.
     *
     * @param module its directory, the one with {@code src}
     * @param mappings methods, such as {@code Answers.of}, that are longer because they map every one of many kinds; one that is
     *     not too long may not stand here
     * @throws AssertionError naming whatever breaks a rule
     */
    public static void check(Path module, Set<String> mappings) {
        List<String> broken = broken(module, mappings);
        if (!broken.isEmpty()) {
            throw new AssertionError("These should be taken apart or marked:\n" + String.join("\n", broken));
        }
    }

    static List<String> broken(Path module, Set<String> mappings) {
        Path sources = module.resolve("src/main/java");
        if (files(sources).isEmpty() && files(module.resolve("src/test/java")).isEmpty()) {
            return List.of("There are no sources in " + module.toAbsolutePath());
        }
        Set<String> unused = new TreeSet<>(mappings);
        List<String> broken = new ArrayList<>();
        for (Size each : new SourceSizes().of(files(sources))) {
            if (each.value() > each.most() && !unused.remove(each.name())) {
                broken.add(each.toString());
            }
        }
        unused.forEach(name -> broken.add(name + " is named as a long mapping, and is none"));
        broken.addAll(unmarked(sources));
        broken.addAll(longTests(module.resolve("src/test/java")));
        return broken;
    }

    private static List<String> unmarked(Path sources) {
        return files(sources).stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isMarked(folder.resolve("package-info.java")))
                .map(folder -> sources.relativize(folder) + " has no package-info with @NullMarked")
                .toList();
    }

    private static boolean isMarked(Path info) {
        return Files.exists(info) && MARKED.matcher(text(info)).find();
    }

    private static List<String> longTests(Path tests) {
        return files(tests).stream()
                .map(file -> new Size(
                        file.getFileName().toString(), text(file).lines().count(), LONGEST_TEST, "lines"))
                .filter(size -> size.value() > size.most())
                .map(Size::toString)
                .toList();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted(Comparator.naturalOrder())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
