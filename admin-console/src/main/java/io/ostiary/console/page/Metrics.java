package io.ostiary.console.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single figures out of metrics in Prometheus' text form. */
final class Metrics {

    private static final Pattern SERVICE = Pattern.compile("[{,]service=\"([a-z0-9-]+)\"");

    private Metrics() {}

    /** The figures of a metric by service, those of one service added up. */
    static Map<String, Double> byService(String text, String metric) {
        Map<String, Double> figures = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith(metric + "{")).forEach(line -> {
            Matcher service = SERVICE.matcher(line);
            String figure = line.substring(line.lastIndexOf(' ') + 1);
            if (service.find() && figure.matches("[0-9.eE+-]+")) {
                figures.merge(service.group(1), Double.parseDouble(figure), Double::sum);
            }
        });
        return figures;
    }
}
