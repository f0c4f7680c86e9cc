package io.ostiary.gateway.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the metrics of several services together: each family appears once, with the samples of all. Who
 * counted stands in the label {@code service}, which each service gives its own samples. The text
 * format is that of Prometheus, version 0.0.4.
 *
 * <p>Where services disagree about the type of a family, it becomes {@code untyped}.
 */
final class Exposition {

    private static final String UNTYPED = "untyped";

    private static final String[] SUFFIXES = {"_bucket", "_sum", "_count"};

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** A metric with its samples. */
    private static final class Family {
        private @Nullable String help;
        private @Nullable String type;
        private final List<String> samples = new ArrayList<>();
    }

    /**
     * Adds what a service told.
     *
     * @param text metrics in the text format
     */
    void add(String text) {
        String current = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                current = describe(line);
            } else if (!line.isBlank() && line.charAt(0) != '#') {
                addSample(line.strip(), current);
            }
        }
    }

    /** Adds a family of one sample for each service. */
    void addGauge(String name, String help, Map<String, Integer> valueByService) {
        Family family = family(name);
        family.help = help;
        family.type = "gauge";
        valueByService.forEach(
                (service, value) -> family.samples.add("%s{service=\"%s\"} %d".formatted(name, service, value)));
    }

    /** All of it in the text format. */
    String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            if (family.samples.isEmpty()) {
                return;
            }
            if (family.help != null) {
                text.append("# HELP ").append(name).append(' ').append(family.help);
                text.append('\n');
            }
            String type = family.type == null ? UNTYPED : family.type;
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            family.samples.forEach(sample -> text.append(sample).append('\n'));
        });
        return text.toString();
    }

    private Family family(String name) {
        return families.computeIfAbsent(name, missing -> new Family());
    }

    /** Takes a line of HELP or TYPE. @return the name of its family */
    private String describe(String line) {
        String[] words = line.split(" ", 4);
        String rest = words.length == 4 ? words[3].strip() : "";
        Family family = family(words[2]);
        if (words[1].equals("HELP")) {
            family.help = family.help == null ? rest : family.help;
        } else if (family.type == null) {
            family.type = rest;
        } else if (!family.type.equals(rest)) {
            family.type = UNTYPED;
        }
        return words[2];
    }

    private void addSample(String line, String current) {
        int end = line.indexOf('{');
        if (end < 0) {
            end = line.indexOf(' ');
        }
        if (end > 0) {
            family(familyOf(line.substring(0, end), current)).samples.add(line);
        }
    }

    private static String familyOf(String sample, String current) {
        for (String suffix : SUFFIXES) {
            if (sample.equals(current + suffix)) {
                return current;
            }
        }
        return sample;
    }
}
