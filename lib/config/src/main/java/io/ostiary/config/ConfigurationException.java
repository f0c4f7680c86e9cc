package io.ostiary.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that can't be used. Names each place and what is wrong with it, never a value.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param path the key, such as {@code serve.public.port}, or the file's path
     * @param reason what is wrong with it, a clause in plain words
     */
    public record Problem(String path, String reason) {

        static final String MISSING = "is missing";

        boolean isMissing() {
            return reason.equals(MISSING);
        }

        @Override
        public String toString() {
            return path + ": " + reason;
        }
    }

    /**
     * @param problems what is wrong, at least one entry
     */
    public ConfigurationException(List<Problem> problems) {
        super(written(problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * @param path the key that is wrong
     * @param reason what is wrong with it
     */
    public ConfigurationException(String path, String reason) {
        this(List.of(new Problem(path, reason)));
    }

    private static String written(List<Problem> problems) {
        return problems.size() == 1
                ? "The configuration is not usable: " + problems.getFirst()
                : problems.stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n  ", "The configuration is not usable:\n  ", ""));
    }

    /** What is wrong, in the order in which it was found. */
    public List<Problem> problems() {
        return problems;
    }
}
