package dev.heatwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.directory.ManualClock;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The context of a source of ingest; keeps the transactions instead of writing them. */
final class IngestFixture implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final ManualClock clock = new ManualClock(NOON);
    final Topics topics = Topics.withPrefix("");
    final FileStateIndex fileStates = new FileStateIndex(Map.of());
    final List<TransactionBatch> committed = new ArrayList<>();
    final IngestContext context;
    Runnable afterCommit = () -> {};
    /** Never asked: no broker has this address. */
    private final CompactedTopicReader reader = new CompactedTopicReader(Map.of("bootstrap.servers", "127.0.0.1:1"));

    IngestFixture() {
        ArticleReader articles =
                new ArticleReader(new ArticleParser(Limits.STANDARD, clock, name -> true), topics.articles);
        context = new IngestContext(
                topics,
                IngestSettings.STANDARD,
                clock,
                fileStates,
                new RetryRequests(reader, topics.fileStates),
                new KnownTopics(),
                new ChangePlanner(
                        topics, IngestSettings.STANDARD, clock, articles, fileStates, path -> Optional.empty()),
                new BatchCommitter(this::commit, clock));
    }

    private void commit(TransactionBatch batch) {
        committed.add(batch);
        afterCommit.run();
    }

    /** Records a published file, as an earlier ingest has. */
    void publishedBefore(String path) {
        fileStates.put(
                path,
                new FileState(
                        State.PUBLISHED,
                        Content.of(path.getBytes(UTF_8)).sha256(),
                        false,
                        Optional.of("https://site.example/" + path),
                        Optional.of(NOON),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        NOON));
    }

    /** The keys of the file states in each transaction. */
    List<List<String>> committedFiles() {
        return committed.stream()
                .map(batch -> batch.files().stream().sorted().toList())
                .toList();
    }

    static String article(String name) {
        return """
                ---
                title: Number %1$s
                publishedDateTime: 2026-03-01T01:00:00Z
                webUrl: https://site.example/%1$s
                ---
                """.formatted(name);
    }

    @Override
    public void close() {
        reader.close();
    }
}
