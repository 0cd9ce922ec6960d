package io.inkwell.server.http;

/** Ends the handling of a request with a problem. Expected, therefore without a stack trace. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** Ends the request with this problem. */
    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Ends the request with a problem of this kind. */
    public ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
