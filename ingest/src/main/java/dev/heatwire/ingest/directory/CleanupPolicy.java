package dev.heatwire.ingest.directory;

import dev.heatwire.events.FileState.State;

/** What ingest does with an article file after its content is on the topics. */
public enum CleanupPolicy {
    /** Leaves the file; an edit or a deletion of the file changes its article. */
    KEEP,
    /** Moves the file to {@code done/}, or to {@code failed/} when its content is not published. */
    MOVE,
    /** Deletes the file; a file whose content is not published stays. */
    DELETE;

    /** Whether ingest removes a file in this state, so that the file's absence does not withdraw its article. */
    public boolean removes(State state) {
        return switch (this) {
            case KEEP -> false;
            case MOVE -> true;
            case DELETE -> state == State.PUBLISHED;
        };
    }
}
