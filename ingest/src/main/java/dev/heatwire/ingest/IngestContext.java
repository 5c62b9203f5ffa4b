package dev.heatwire.ingest;

import dev.heatwire.events.Topics;
import java.time.Clock;

/**
 * What the sources of ingest share: one ledger of file states, and one writer.
 *
 * @param knownTopics the topics of the site, for warnings about unknown ones
 */
record IngestContext(
        Topics topics,
        IngestSettings settings,
        Clock clock,
        FileStateIndex fileStates,
        RetryRequests retryRequests,
        KnownTopics knownTopics,
        ChangePlanner planner,
        BatchCommitter committer) {}
