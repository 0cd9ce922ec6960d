package io.inkwell.ot.json;

/** JSON that is not an acceptable operation. The message is a sentence for a person; it never repeats text of the document. */
public final class MalformedOpsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    MalformedOpsException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
