package dev.heatwire.web.editor;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A file whose content is not on the topics, and why. */
public record HiddenFile(String path, State state, List<Problem> problems, Instant since) {
    static final Comparator<HiddenFile> NEWEST_FIRST =
            Comparator.comparing(HiddenFile::since).reversed().thenComparing(HiddenFile::path);

    static Optional<HiddenFile> of(String path, FileState state) {
        return state.state() == State.PUBLISHED
                ? Optional.empty()
                : Optional.of(new HiddenFile(path, state.state(), state.problems(), state.since()));
    }

    /** The reasons as compilers print them; for a file that was not rejected, what it waits for. */
    public List<String> reasons() {
        return switch (state) {
            case SHADOWED -> List.of("another file of this article comes first, and is published instead");
            case RETRY_REQUESTED -> List.of("waits to be read again");
            default -> problems.stream().map(problem -> problem.in(path)).toList();
        };
    }

    public boolean isRejected() {
        return state == State.REJECTED;
    }
}
