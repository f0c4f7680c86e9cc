package io.ostiary.console.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of identities as comma separated values (RFC 4180). */
final class Csv {

    private static final String CALCULATES = "=+-@\t\r";

    private Csv() {}

    static String of(List<Person> people) {
        return Stream.concat(
                        Stream.of(line("id", "identifier", "name", "state", "schema", "created_at")),
                        people.stream()
                                .map(each -> line(
                                        each.id(),
                                        each.label(),
                                        each.name(),
                                        each.json().path("state").asText(),
                                        each.json().path("schema_id").asText(),
                                        each.json().path("created_at").asText())))
                .collect(Collectors.joining());
    }

    private static String line(String... values) {
        return Stream.of(values).map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    /** A spreadsheet takes what begins so for a formula. */
    private static String quoted(String value) {
        String safe = !value.isEmpty() && CALCULATES.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
