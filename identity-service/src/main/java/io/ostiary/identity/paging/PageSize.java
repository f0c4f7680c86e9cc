package io.ostiary.identity.paging;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;

/** The parameter {@code page_size} of lists by token. */
public final class PageSize {

    /** The size of a page that nobody asked for. */
    public static final int DEFAULT = 250;

    private static final int LARGEST = 1_000;

    private PageSize() {}

    /**
     * Reads it; what is out of range is bent.
     *
     * @throws ProblemException {@link Problem.BadRequest} when it is no number
     */
    public static int read(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        try {
            int size = Integer.parseInt(text);
            return size < 1 ? DEFAULT : Math.min(size, LARGEST);
        } catch (NumberFormatException e) {
            throw new ProblemException(new Problem.BadRequest("The page_size is a number."));
        }
    }
}
