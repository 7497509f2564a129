package io.github.netsession.jna;

/** Thrown if JNA is there, but its native half cannot be used. */
public final class JnaUnusable extends UnsatisfiedLinkError {

    private static final long serialVersionUID = 1L;

    private final transient JnaProblem problem;

    JnaUnusable(JnaProblem problem) {
        super("JNA: " + problem.reason() + "; remedy: " + problem.remedy());
        this.problem = problem;
    }

    /** {@return why, and what would help} */
    public JnaProblem problem() {
        return problem;
    }
}
