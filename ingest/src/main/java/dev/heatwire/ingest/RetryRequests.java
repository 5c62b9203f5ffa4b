package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives requests to read rejected files again. A command writes {@link State#RETRY_REQUESTED} into the state of a
 * file, which ingest itself never does; the request stays on the topic until an ingest closes it.
 */
final class RetryRequests {
    private static final Logger LOG = LoggerFactory.getLogger(RetryRequests.class);
    /** How long a pass waits for the broker; a request that is not received now is received by a later pass. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final CompactedTopicReader reader;
    private final TopicSpec<FileState> topic;
    private final Set<String> open = new HashSet<>();
    private boolean brokerAnswers = true;

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
        try {
            reader.readNew(this::receive, TIMEOUT);
            brokerAnswers = true;
        } catch (TimeoutException e) {
            if (brokerAnswers) {
                LOG.warn("ingest: the broker does not answer; ingest waits for it: {}", e.getMessage());
            }
            brokerAnswers = false;
        }
        return Set.copyOf(open);
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        FileState state = topic.values().deserializer().deserialize(topic.name(), record.value());
        if (state != null && state.state() == State.RETRY_REQUESTED) {
            open.add(record.key());
        }
    }

    /** Whether the broker answered the last call of {@link #open}. */
    boolean brokerAnswers() {
        return brokerAnswers;
    }

    void close(String path) {
        open.remove(path);
    }
}
