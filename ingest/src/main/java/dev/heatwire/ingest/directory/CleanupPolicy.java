package dev.heatwire.ingest.directory;

import dev.heatwire.events.FileState.State;

/** What happens to an article file once its content is on the topics. */
public enum CleanupPolicy {
    /** It stays, and the feed follows what becomes of it. */
    KEEP,
    /** It goes to {@code done/}, or to {@code failed/} when it was rejected. */
    MOVE,
    /** It is deleted; when it was rejected, it stays. */
    DELETE;

    /** Whether a file in this state is taken out of the folder, so that its going tells nothing about its article. */
    public boolean takes(State state) {
        return switch (this) {
            case KEEP -> false;
            case MOVE -> true;
            case DELETE -> state != State.REJECTED;
        };
    }
}
