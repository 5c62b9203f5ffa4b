package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of the feed, article and file topics at one moment.
 *
 * @param feeds the entries of each feed by rank
 * @param articles all ranked articles by score, highest first
 * @param files the state of each file by path
 */
public record FeedSnapshot(
        Map<String, List<FeedEntry>> feeds, List<RankedArticle> articles, Map<String, FileState> files) {

    private static final Comparator<RankedArticle> HIGHEST_SCORE_FIRST = Comparator.comparingDouble(
                    RankedArticle::score)
            .reversed()
            .thenComparing(ranked -> ranked.article().id());

    public static FeedSnapshot read(CompactedTopicReader reader, Topics topics) {
        List<RankedArticle> articles =
                new ArrayList<>(reader.readTable(topics.rankedArticles).values());
        articles.sort(HIGHEST_SCORE_FIRST);
        return new FeedSnapshot(
                feeds(reader.readTable(topics.rankedFeed)),
                List.copyOf(articles),
                new TreeMap<>(reader.readTable(topics.fileStates)));
    }

    /** The entries of each feed, by the name of the feed. */
    public static Map<String, List<FeedEntry>> feeds(Map<String, RankedFeed> records) {
        Map<String, List<FeedEntry>> feeds = new TreeMap<>();
        records.forEach((name, feed) -> feeds.put(name, feed.entries()));
        return feeds;
    }
}
