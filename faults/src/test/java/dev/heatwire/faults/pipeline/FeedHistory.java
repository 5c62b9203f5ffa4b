package dev.heatwire.faults.pipeline;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random changes of ranked articles, and the feeds that follow from them as sorted lists. */
record FeedHistory(List<Change> changes, int feedSize) {
    private static final List<String> CATEGORIES = List.of("news", "world");
    private static final List<String> TOPICS = List.of("AI", "Law", "Sport");
    private static final Comparator<RankedArticle> ORDER = Comparator.comparingDouble(RankedArticle::score)
            .reversed()
            .thenComparing(ranked -> ranked.article().publishedDateTime())
            .thenComparing(ranked -> ranked.article().id());

    /** A new version of a ranked article, or a tombstone if there is none. */
    record Change(String id, Optional<RankedArticle> ranked) {}

    static FeedHistory of(long seed, int articles, int changes, int feedSize) {
        Random random = new Random(seed);
        List<Change> history = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            String name = "article-" + random.nextInt(articles);
            history.add(new Change(
                    Samples.id(name), random.nextInt(6) == 0 ? Optional.empty() : Optional.of(ranked(name, random))));
        }
        return new FeedHistory(history, feedSize);
    }

    /** One in eight is not published; dates and heats are few, so that there are ties. */
    private static RankedArticle ranked(String name, Random random) {
        Samples.EnrichedBuilder article = Samples.enriched(name)
                .category(CATEGORIES.get(random.nextInt(CATEGORIES.size())))
                .published(Samples.NOON.minus(Duration.ofHours(random.nextInt(24))));
        if (random.nextBoolean()) {
            article.topic(TOPICS.get(random.nextInt(TOPICS.size())));
        }
        return Samples.ranked(article.build(), 60 + random.nextInt(80));
    }

    /** Replays the changes one by one. */
    final class Replay {
        private final Map<String, RankedArticle> articles = new HashMap<>();
        private int done;

        /** How many changes have been replayed. */
        int done() {
            return done;
        }

        boolean hasNext() {
            return done < changes.size();
        }

        void next() {
            Change change = changes.get(done++);
            articles.remove(change.id());
            change.ranked().filter(RankedArticle::published).ifPresent(ranked -> articles.put(change.id(), ranked));
        }

        /** Whether the feed has these entries now; the history does not say when an article entered. */
        boolean isFeed(String name, List<FeedEntry> entries) {
            List<RankedArticle> inOrder = articles.values().stream()
                    .filter(ranked -> feedsOf(ranked).contains(name))
                    .sorted(ORDER)
                    .limit(feedSize)
                    .toList();
            return inOrder.size() == entries.size()
                    && IntStream.range(0, entries.size())
                            .allMatch(at -> entries.get(at)
                                    .equals(FeedEntry.of(
                                            at + 1,
                                            inOrder.get(at),
                                            entries.get(at).enteredDateTime())));
        }

        Replay replayAll() {
            while (hasNext()) {
                next();
            }
            return this;
        }
    }

    private static List<String> feedsOf(RankedArticle ranked) {
        String category = ranked.article().category();
        List<String> feeds = new ArrayList<>(List.of(category));
        ranked.article().topics().forEach(topic -> feeds.add(category + "/" + topic.id()));
        return feeds;
    }
}
