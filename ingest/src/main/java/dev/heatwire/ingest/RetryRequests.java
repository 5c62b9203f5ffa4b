package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What others ask of ingest: they write {@link State#RETRY} into a file's entry in the ledger, which ingest itself
 * never does. So a request waits for an ingest that is not running, and is answered by one that is.
 */
final class RetryRequests {
    private final CompactedTopicReader reader;
    private final TopicSpec<FileState> ledger;
    private final Set<String> open = new HashSet<>();

    RetryRequests(CompactedTopicReader reader, TopicSpec<FileState> ledger) {
        this.reader = reader;
        this.ledger = ledger;
    }

    /** The ledger as it stands; those that ask to be read again are rejected ones. */
    Map<String, FileState> readLedger() {
        Map<String, FileState> files = reader.readTable(ledger);
        files.replaceAll((path, state) -> {
            if (state.state() != State.RETRY_REQUESTED) {
                return state;
            }
            open.add(path);
            return state.in(State.REJECTED, state.since());
        });
        return files;
    }

    /** The paths of the files that are to be read again, until they are {@link #answered}. */
    Set<String> open() {
        reader.readNew(record -> {
            FileState state = ledger.values().deserializer().deserialize(ledger.name(), record.value());
            if (state != null && state.state() == State.RETRY_REQUESTED) {
                open.add(record.key());
            }
        });
        return Set.copyOf(open);
    }

    void answered(String path) {
        open.remove(path);
    }
}
