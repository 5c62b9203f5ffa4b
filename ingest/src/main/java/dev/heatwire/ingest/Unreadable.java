package dev.heatwire.ingest;

import dev.heatwire.events.Problem;

/** A file of which nothing more can be said than one problem. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Unreadable(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
