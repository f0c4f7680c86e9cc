package io.ostiary.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of the contract's paths, as the services read it. */
final class ContractTable {

    private static final Path HOME = Path.of(System.getProperty("ostiary.home"));
    private static final Path FILE = HOME.resolve("lib/http-contract/src/main/resources/routes/contract.txt");

    /** Where methods bring paths of their own. */
    private static final Path METHODS = HOME.resolve("flow-service/src/main/java/io/ostiary/flow/method");

    private static final Pattern BROUGHT = Pattern.compile("\"((?:public|admin) [A-Z,*]+ /[^\"]*)\"");

    private ContractTable() {}

    /**
     * A row.
     *
     * @param isPublic the port: public or admin
     * @param methods its methods; {@code *} for any
     * @param pattern its path, with variables in braces
     * @param served whether a service answers, not only the gate before it
     */
    record Row(boolean isPublic, List<String> methods, String pattern, boolean served) {

        boolean hasVariable() {
            return pattern.contains("{");
        }

        /** The path with a value in place of its variables. */
        String path(String id) {
            return pattern.replace("{id}", id).replace("{type}", id);
        }

        /** The path with values that are well formed but name nothing. */
        String path() {
            return pattern.replace("{id}", "01234567-89ab-4def-8123-456789abcdef")
                    .replace("{type}", "password");
        }

        /** The methods, a GET where it takes any. */
        List<String> namedMethods() {
            return methods.contains("*") ? List.of("GET") : methods;
        }

        boolean takesBody() {
            return methods.stream().anyMatch(each -> !each.equals("GET") && !each.equals("*"));
        }

        boolean takesQuery() {
            return methods.contains("GET") || methods.contains("*");
        }
    }

    /** All rows of the current contract: those of the table in its order, then those that methods bring along. */
    static List<Row> rows() {
        try (Stream<Path> methods = Files.walk(METHODS)) {
            Stream<String> brought = methods.filter(file -> file.toString().endsWith("Resource.java"))
                    .flatMap(file -> BROUGHT.matcher(text(file)).results())
                    .map(found -> found.group(1));
            return Stream.concat(Files.readAllLines(FILE).stream(), brought)
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("v05-"))
                    .map(line -> row(line.strip().split("\\s+")))
                    .toList();
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

    private static Row row(String[] words) {
        return new Row(words[0].equals("public"), List.of(words[1].split(",")), words[2], words[3].equals("serve"));
    }
}
