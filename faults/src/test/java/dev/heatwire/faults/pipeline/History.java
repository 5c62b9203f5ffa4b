package dev.heatwire.faults.pipeline;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Samples;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random changes of articles with overlapping stories and of reference data.
 *
 * @param changes in one possible order
 */
record History(List<Change> changes) {
    private static final List<String> DOMAINS =
            List.of("a.example", "b.example", "c.example", "d.example", "e.example");
    private static final List<String> TOPICS = List.of("AI", "Computer Vision", "Language");
    private static final List<String> WORDS = List.of("ai", "vision", "speech", "robot", "chip", "daily", "model");

    /** A change of a key; without a value, a tombstone. */
    record Change(Kind kind, String key, Optional<Object> value) {}

    /** What a change is about. */
    enum Kind {
        ARTICLE,
        PROVIDER,
        TOPIC,
        POLICY
    }

    static History of(long seed, int articles, int changes) {
        Random random = new Random(seed);
        List<Change> history = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            history.add(
                    switch (random.nextInt(120)) {
                        case 0 -> provider(random);
                        case 1 -> topic(random);
                        case 2 -> policy(random);
                        default -> article(random, articles);
                    });
        }
        return new History(history);
    }

    /** The same changes, but with policies that detect stories, of which one comes last. */
    History detecting() {
        Policy.Stories stories = new Policy.Stories(true, Policy.Threshold.NORMAL, Duration.ofDays(30), List.of());
        List<Change> detecting = new ArrayList<>();
        for (Change change : changes) {
            Optional<Object> value = change.kind() == Kind.POLICY
                    ? change.value().map(policy -> ((Policy) policy).with(stories))
                    : change.value();
            detecting.add(new Change(change.kind(), change.key(), value));
        }
        detecting.add(new Change(Kind.POLICY, Policy.KEY, Optional.of(Policy.STANDARD.with(stories))));
        return new History(detecting);
    }

    /** The same changes in another order; changes of one key keep their order. */
    List<Change> shuffled(long seed) {
        Map<List<Object>, Deque<Change>> byKey = new LinkedHashMap<>();
        changes.forEach(change -> byKey.computeIfAbsent(List.of(change.kind(), change.key()), key -> new ArrayDeque<>())
                .add(change));
        List<Deque<Change>> queues = new ArrayList<>(byKey.values());
        Random random = new Random(seed);
        List<Change> shuffled = new ArrayList<>();
        while (!queues.isEmpty()) {
            int index = random.nextInt(queues.size());
            shuffled.add(queues.get(index).remove());
            if (queues.get(index).isEmpty()) {
                queues.remove(index);
            }
        }
        return shuffled;
    }

    /** The last value of each key of one kind. */
    <V> Map<String, V> last(Kind kind, Class<V> type) {
        Map<String, V> last = new HashMap<>();
        changes.stream().filter(change -> change.kind() == kind).forEach(change -> {
            last.remove(change.key());
            change.value().ifPresent(value -> last.put(change.key(), type.cast(value)));
        });
        return last;
    }

    private static Change article(Random random, int articles) {
        String name = "article-" + random.nextInt(articles);
        if (random.nextInt(6) == 0) {
            return new Change(Kind.ARTICLE, Samples.id(name), Optional.empty());
        }
        Samples.ArticleBuilder builder = Samples.article(name)
                .title(title(random))
                .provider(pick(DOMAINS, random))
                .published(Samples.NOON.minus(Duration.ofMinutes(random.nextInt(20))))
                .type(random.nextInt(5) == 0 ? "video" : "article");
        if (random.nextBoolean()) {
            builder.image();
        }
        if (random.nextBoolean()) {
            builder.amp();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.topic(pick(TOPICS, random));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            builder.related("article-" + random.nextInt(articles), pick(DOMAINS, random), random.nextInt(100));
        }
        Article article = builder.build();
        return new Change(Kind.ARTICLE, article.id(), Optional.of(article));
    }

    private static String title(Random random) {
        StringBuilder title = new StringBuilder("The");
        for (int i = 1 + random.nextInt(14); i > 0; i--) {
            title.append(' ').append(pick(WORDS, random));
        }
        return title.toString();
    }

    private static Change provider(Random random) {
        String domain = pick(DOMAINS.subList(0, 4), random);
        Optional<Object> provider = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new Provider(
                        domain,
                        Optional.of(domain),
                        random.nextInt(60),
                        Optional.empty(),
                        random.nextBoolean() ? List.of("e.example") : List.of(),
                        Map.of(),
                        List.of()));
        return new Change(Kind.PROVIDER, domain, provider);
    }

    private static Change topic(Random random) {
        NewsTopic topic = Samples.newsTopic(pick(TOPICS, random), pick(WORDS, random), pick(WORDS, random));
        return new Change(Kind.TOPIC, topic.id(), random.nextInt(4) == 0 ? Optional.empty() : Optional.of(topic));
    }

    private static Change policy(Random random) {
        Policy.Quality quality = Policy.STANDARD.quality();
        Policy policy = new Policy(
                new Policy.Quality(
                        random.nextInt(30),
                        quality.amp(),
                        quality.topic(),
                        random.nextInt(20),
                        pick(List.of(Policy.KeywordMatch.values()), random),
                        quality.video(),
                        quality.title()),
                new Policy.Heat(1 + random.nextInt(20), 40 + random.nextInt(20)),
                Policy.STANDARD.publish(),
                Policy.STANDARD.ranking());
        return new Change(Kind.POLICY, Policy.KEY, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(policy));
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
