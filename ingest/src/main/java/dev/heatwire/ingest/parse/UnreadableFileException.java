package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;

/** A file of which nothing more can be said than one problem. */
final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnreadableFileException(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
