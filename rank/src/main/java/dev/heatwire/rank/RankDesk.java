package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.StoryFact;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Keeps every article of its partition ranked. Each change compares what followed from the state before it with what
 * follows after it, and forwards the difference only.
 */
final class RankDesk {
    private final ProcessorContext<String, Outcome> context;
    private final TimestampedKeyValueStore<String, EnrichedArticle> articles;
    private final KeyValueStore<String, StoryFact> heard;
    private final KeyValueStore<String, Policy> policies;

    RankDesk(ProcessorContext<String, Outcome> context) {
        this.context = context;
        this.articles = context.getStateStore(RankStores.ARTICLES);
        this.heard = context.getStateStore(RankStores.HEARD);
        this.policies = context.getStateStore(RankStores.POLICY);
    }

    void article(Record<String, EnrichedArticle> record) {
        String id = record.key();
        Map<String, StoryFact> facts = heardBy(id);
        Optional<Story> before = storyOf(articles.get(id), facts);
        ValueAndTimestamp<EnrichedArticle> arrived = ValueAndTimestamp.make(record.value(), record.timestamp());
        forwardDifference(id, before, policy(), storyOf(arrived, facts), policy(), record.timestamp());
        articles.put(id, arrived);
    }

    void fact(Record<String, StoryFact> record) {
        String id = StoryFact.toOf(record.key());
        ValueAndTimestamp<EnrichedArticle> article = articles.get(id);
        if (article != null) {
            Map<String, StoryFact> before = heardBy(id);
            Map<String, StoryFact> after = new TreeMap<>(before);
            after.remove(StoryFact.fromOf(record.key()));
            if (record.value() != null) {
                after.put(record.value().from(), record.value());
            }
            forwardDifference(
                    id, storyOf(article, before), policy(), storyOf(article, after), policy(), article.timestamp());
        }
        heard.put(record.key(), record.value());
    }

    void policy(Record<String, Policy> record) {
        Policy before = policy();
        policies.put(record.key(), record.value());
        Policy after = policy();
        try (KeyValueIterator<String, ValueAndTimestamp<EnrichedArticle>> all = articles.all()) {
            while (all.hasNext()) {
                KeyValue<String, ValueAndTimestamp<EnrichedArticle>> entry = all.next();
                Optional<Story> story = storyOf(entry.value, heardBy(entry.key));
                forwardDifference(entry.key, story, before, story, after, entry.value.timestamp());
            }
        }
    }

    private Policy policy() {
        Policy policy = policies.get(Policy.KEY);
        return policy == null ? Policy.STANDARD : policy;
    }

    private Map<String, StoryFact> heardBy(String id) {
        Map<String, StoryFact> facts = new TreeMap<>();
        try (KeyValueIterator<String, StoryFact> found =
                heard.prefixScan(StoryFact.keysTo(id), new StringSerializer())) {
            found.forEachRemaining(entry -> facts.put(StoryFact.fromOf(entry.key), entry.value));
        }
        return facts;
    }

    private static Optional<Story> storyOf(ValueAndTimestamp<EnrichedArticle> article, Map<String, StoryFact> facts) {
        return Optional.ofNullable(article)
                .map(known -> new Story(known.value(), Instant.ofEpochMilli(known.timestamp()), facts));
    }

    private void forwardDifference(
            String id,
            Optional<Story> before,
            Policy policyBefore,
            Optional<Story> after,
            Policy policyAfter,
            long timestamp) {
        Optional<RankedArticle> rankedBefore = before.map(story -> story.ranked(policyBefore));
        Optional<RankedArticle> rankedAfter = after.map(story -> story.ranked(policyAfter));
        if (!rankedBefore.equals(rankedAfter)) {
            context.forward(new Record<>(id, new Outcome.Verdict(rankedAfter), timestamp));
        }

        Map<String, StoryFact> toldBefore =
                before.map(story -> story.tells(policyBefore)).orElse(Map.of());
        Map<String, StoryFact> toldAfter =
                after.map(story -> story.tells(policyAfter)).orElse(Map.of());
        Set<String> told = new LinkedHashSet<>(toldBefore.keySet());
        told.addAll(toldAfter.keySet());
        for (String to : told) {
            Optional<StoryFact> fact = Optional.ofNullable(toldAfter.get(to));
            if (!fact.equals(Optional.ofNullable(toldBefore.get(to)))) {
                context.forward(new Record<>(StoryFact.key(to, id), new Outcome.Telling(fact), timestamp));
            }
        }
    }
}
