package dev.heatwire.web.editor;

import dev.heatwire.events.FileState;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.web.feed.TopicFollower;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What the editor's view shows: near misses and files that are not published. Other records are read and forgotten. */
public final class EditorStore implements AutoCloseable {
    private final Topics topics;
    private final Clock clock;
    private final TopicFollower articles;
    private final TopicFollower files;
    private volatile List<NearMiss> nearMisses = List.of();
    private volatile List<HiddenFile> hiddenFiles = List.of();

    /** @param client the settings of the user's cluster */
    public EditorStore(Topics topics, Map<String, String> client, Clock clock) {
        this.topics = topics;
        this.clock = clock;
        articles = TopicFollower.start(topics.rankedArticles.name(), client, this::followArticles);
        files = TopicFollower.start(topics.fileStates.name(), client, this::followFiles);
    }

    private void followArticles(CompactedTopicReader reader, BooleanSupplier stop) {
        NearMisses best = new NearMisses(clock.instant());
        // stops to read the topic again when articles that were dropped may belong to the best
        reader.followChanges(
                topics.rankedArticles,
                () -> stop.getAsBoolean() || best.isToBeReadAgain(clock.instant()),
                (id, article) -> apply(id, article, best),
                () -> nearMisses = best.caughtUp());
    }

    private static void apply(String id, Optional<RankedArticle> article, NearMisses best) {
        article.filter(ranked -> !ranked.published())
                .ifPresentOrElse(ranked -> best.put(NearMiss.of(ranked)), () -> best.remove(id));
    }

    private void followFiles(CompactedTopicReader reader, BooleanSupplier stop) {
        Map<String, HiddenFile> hidden = new TreeMap<>();
        reader.followChanges(
                topics.fileStates,
                stop,
                (path, state) -> apply(path, state, hidden),
                () -> hiddenFiles =
                        hidden.values().stream().sorted(HiddenFile.NEWEST_FIRST).toList());
    }

    private static void apply(String path, Optional<FileState> state, Map<String, HiddenFile> hidden) {
        state.flatMap(known -> HiddenFile.of(path, known))
                .ifPresentOrElse(file -> hidden.put(path, file), () -> hidden.remove(path));
    }

    public List<NearMiss> nearMisses() {
        return nearMisses;
    }

    /** The newest first. */
    public List<HiddenFile> hiddenFiles() {
        return hiddenFiles;
    }

    @Override
    public void close() {
        articles.close();
        files.close();
    }
}
