package io.ostiary.contract.problem;

/**
 * Carries a {@link Problem} out of a pipeline. It has no stack trace: an expected outcome needs
 * none.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.getClass().getSimpleName(), null, false, false);
        this.problem = problem;
    }

    /** Whether a failure carries a problem of that kind. */
    public static boolean is(Throwable failure, Class<? extends Problem> kind) {
        return failure instanceof ProblemException e && kind.isInstance(e.problem());
    }

    public Problem problem() {
        return problem;
    }
}
