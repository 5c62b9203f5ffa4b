package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;

/** A file that cannot be parsed beyond its first problem. */
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
