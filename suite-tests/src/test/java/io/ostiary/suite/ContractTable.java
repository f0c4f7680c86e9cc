package io.ostiary.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of the contract's paths, as the services read it. */
final class ContractTable {

    private static final Path FILE =
            Path.of(System.getProperty("ostiary.home"), "lib/http-contract/src/main/resources/routes/contract.txt");

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

    /** All rows, in the table's order. */
    static List<Row> rows() {
        try {
            return Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(line.strip().split("\\s+")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] words) {
        return new Row(words[0].equals("public"), List.of(words[1].split(",")), words[2], words[3].equals("serve"));
    }
}
