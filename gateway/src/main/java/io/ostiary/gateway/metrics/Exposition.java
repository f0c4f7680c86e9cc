package io.ostiary.gateway.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the metrics of several services together: each family appears once, and each sample says in
 * the label {@code service} where it comes from. The text format is that of Prometheus, version
 * 0.0.4.
 *
 * <p>A label {@code service} that a sample already has becomes {@code exported_service}, as a
 * Prometheus server would name it. Where services disagree about the type of a family, it becomes
 * {@code untyped}. A line that can't be read is left out.
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
     * @param service the value of the label, without characters that need an escape
     * @param text metrics in the text format
     */
    void add(String service, String text) {
        String current = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                current = describe(line);
            } else if (!line.isBlank() && line.charAt(0) != '#') {
                addSample(service, line.strip(), current);
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

    private void addSample(String service, String line, String current) {
        int brace = line.indexOf('{');
        int space = line.indexOf(' ');
        boolean labelled = brace >= 0 && (space < 0 || brace < space);
        int end = labelled ? brace : space;
        if (end <= 0) {
            return;
        }
        String name = line.substring(0, end);
        String labels = "";
        String value = line.substring(end);
        if (labelled) {
            int close = closingBrace(line, brace);
            if (close < 0) {
                return;
            }
            labels = labels(line.substring(brace + 1, close));
            value = line.substring(close + 1);
        }
        family(familyOf(name, current))
                .samples
                .add(name + "{service=\"" + service + '"' + labels + "} " + value.strip());
    }

    private static String familyOf(String sample, String current) {
        for (String suffix : SUFFIXES) {
            if (sample.equals(current + suffix)) {
                return current;
            }
        }
        return sample;
    }

    /** The labels behind one another one, each with a comma in front. */
    private static String labels(String inside) {
        StringBuilder labels = new StringBuilder();
        int at = 0;
        while (at < inside.length()) {
            int equal = inside.indexOf("=\"", at);
            if (equal < 0) {
                break;
            }
            int close = closingQuote(inside, equal + 2);
            String name = inside.substring(at, equal).strip();
            labels.append(',').append(name.equals("service") ? "exported_service" : name);
            labels.append(inside, equal, close + 1);
            at = close + 1;
            while (at < inside.length() && (inside.charAt(at) == ',' || inside.charAt(at) == ' ')) {
                at++;
            }
        }
        return labels.toString();
    }

    /** Where the labels end; a brace inside a value doesn't count. -1 when they don't. */
    private static int closingBrace(String line, int open) {
        int at = open + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '}') {
                return at;
            }
            at = c == '"' ? closingQuote(line, at + 1) + 1 : at + 1;
        }
        return -1;
    }

    private static int closingQuote(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length() - 1);
    }
}
