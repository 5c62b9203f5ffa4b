package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.TopicSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What others ask of ingest: they write {@link State#RETRY} into a file's entry in the ledger, which ingest itself
 * never does. So a request waits for an ingest that is not running, and is answered by one that is.
 */
final class Requests {
    private final TopicReader reader;
    private final TopicSpec<FileState> ledger;
    private final Set<String> open = new HashSet<>();

    Requests(TopicReader reader, TopicSpec<FileState> ledger) {
        this.reader = reader;
        this.ledger = ledger;
    }

    /** The ledger as it stands; those that ask to be read again are rejected ones. */
    Map<String, FileState> foldLedger() {
        Map<String, FileState> files = reader.fold(ledger);
        files.replaceAll((path, state) -> {
            if (state.state() != State.RETRY) {
                return state;
            }
            open.add(path);
            return state.in(State.REJECTED, state.since());
        });
        return files;
    }

    /** The paths of the files that are to be read again, until they are {@link #answered}. */
    Set<String> open() {
        reader.readRest(record -> {
            FileState state = ledger.values().deserializer().deserialize(ledger.name(), record.value());
            if (state != null && state.state() == State.RETRY) {
                open.add(record.key());
            }
        });
        return Set.copyOf(open);
    }

    void answered(String path) {
        open.remove(path);
    }
}
