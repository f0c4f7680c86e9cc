package io.ostiary.session.session;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.util.List;
import java.util.Locale;

/**
 * What to read beside the session itself.
 *
 * @param identity its identity, from the snapshot
 * @param devices its devices
 */
record Expansion(boolean identity, boolean devices) {

    static final Expansion ALL = new Expansion(true, true);

    static final Expansion IDENTITY = new Expansion(true, false);

    /**
     * Reads the query parameter {@code expand}, which may be repeated.
     *
     * @throws ProblemException {@link Problem.BadRequest} for anything but {@code identity} and
     *     {@code devices}
     */
    static Expansion of(List<String> words) {
        boolean identity = false;
        boolean devices = false;
        for (String word : words) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "identity" -> identity = true;
                case "devices" -> devices = true;
                default ->
                    throw new ProblemException(new Problem.BadRequest("Only identity and devices can be expanded."));
            }
        }
        return new Expansion(identity, devices);
    }
}
