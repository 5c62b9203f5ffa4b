package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Receives requests to read rejected files again. A command writes {@link State#RETRY_REQUESTED} into the state of a
 * file, which ingest itself never does; the request stays on the topic until an ingest closes it.
 */
final class RetryRequests {
    private final CompactedTopicReader reader;
    private final TopicSpec<FileState> topic;
    private final Set<String> open = new HashSet<>();

    RetryRequests(CompactedTopicReader reader, TopicSpec<FileState> topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /** The states of all files; a file with an open request is {@link State#REJECTED}. */
    Map<String, FileState> readFileStates() {
        Map<String, FileState> files = reader.readTable(topic);
        files.replaceAll((path, state) -> {
            if (state.state() != State.RETRY_REQUESTED) {
                return state;
            }
            open.add(path);
            return state.in(State.REJECTED, state.since());
        });
        return files;
    }

    /** The paths of the files with an open request, including those that arrived since the last call. */
    Set<String> open() {
        reader.readNew(record -> {
            FileState state = topic.values().deserializer().deserialize(topic.name(), record.value());
            if (state != null && state.state() == State.RETRY_REQUESTED) {
                open.add(record.key());
            }
        });
        return Set.copyOf(open);
    }

    void close(String path) {
        open.remove(path);
    }
}
