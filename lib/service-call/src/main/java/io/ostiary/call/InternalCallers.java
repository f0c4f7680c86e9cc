package io.ostiary.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which service may call what of this one: the lines of {@code routes/internal.txt}. A key that was
 * stolen opens no more than its owner needs.
 */
final class InternalCallers {

    private final ServiceName self;
    private final List<Rule> rules;

    private record Rule(ServiceName caller, String method, String[] segments) {

        boolean allows(ServiceName who, String what, String[] path) {
            return who == caller && (method.equals("*") || method.equals(what)) && fits(path);
        }

        private boolean fits(String[] path) {
            for (int i = 0; i < segments.length; i++) {
                if (segments[i].equals("**")) {
                    return path.length > i;
                }
                if (i >= path.length
                        || path[i].isEmpty() && i > 0
                        || !segments[i].equals("{}") && !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return path.length == segments.length;
        }
    }

    private InternalCallers(ServiceName self, List<Rule> rules) {
        this.self = self;
        this.rules = rules;
    }

    /** The rules for calls of that service. */
    static InternalCallers of(ServiceName called) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                InternalCallers.class.getResourceAsStream("/routes/internal.txt"), StandardCharsets.UTF_8))) {
            return new InternalCallers(
                    called,
                    in.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.strip().split("\\s+"))
                            .filter(words -> ServiceName.of(words[0]) == called)
                            .map(words -> new Rule(ServiceName.of(words[1]), words[2], words[3].split("/", -1)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the table of internal callers can't be read", e);
        }
    }

    /**
     * Whether that service may make the call.
     *
     * @param path as it came, without the query
     */
    boolean allows(ServiceName caller, String method, String path) {
        String[] segments = path.split("/", -1);
        return caller == self || rules.stream().anyMatch(rule -> rule.allows(caller, method, segments));
    }
}
