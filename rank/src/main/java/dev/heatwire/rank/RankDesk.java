package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.StoryFact;
import dev.heatwire.rank.Story.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
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
    /** Tens of milliseconds' worth; a site of no more articles has a new policy at once. */
    static final int SLICE = 1_000;

    private static final Duration BETWEEN_SLICES = Duration.ofMillis(10);

    private final ProcessorContext<String, Outcome> context;
    private final TimestampedKeyValueStore<String, EnrichedArticle> articles;
    private final KeyValueStore<String, StoryFact> heard;
    private final PolicyRollout policies;

    RankDesk(ProcessorContext<String, Outcome> context) {
        this.context = context;
        this.articles = context.getStateStore(RankStores.ARTICLES);
        this.heard = context.getStateStore(RankStores.HEARD);
        this.policies = new PolicyRollout(
                context.getStateStore(RankStores.POLICIES), context.getStateStore(RankStores.ROLLOUT));
    }

    /** A desk that also brings a new policy to the articles; one of a task's desks does. */
    static RankDesk rollingOut(ProcessorContext<String, Outcome> context) {
        RankDesk desk = new RankDesk(context);
        context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, now -> desk.rollOut());
        return desk;
    }

    void article(Record<String, EnrichedArticle> record) {
        String id = record.key();
        Map<String, StoryFact> facts = heardBy(id);
        Optional<Story> before = storyOf(articles.get(id), facts);
        ValueAndTimestamp<EnrichedArticle> arrived = ValueAndTimestamp.make(record.value(), record.timestamp());
        Policy policy = policies.of(id);
        forwardDifference(id, before, policy, storyOf(arrived, facts), policy, record.timestamp());
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
            Policy policy = policies.of(id);
            forwardDifference(
                    id, storyOf(article, before), policy, storyOf(article, after), policy, article.timestamp());
        }
        heard.put(record.key(), record.value());
    }

    void policy(Record<String, Policy> record) {
        Policy policy = Optional.ofNullable(record.value()).orElse(Policy.STANDARD);
        if (record.key().equals(Policy.KEY) && policies.announce(policy)) {
            rollOut();
        }
    }

    /** One slice: all articles at once could take longer than a transaction may. */
    private void rollOut() {
        Optional<Policy> coming = policies.coming();
        if (coming.isEmpty()) {
            return;
        }
        Policy standing = policies.standing();
        String from = policies.reached();
        String last = from;
        try (KeyValueIterator<String, ValueAndTimestamp<EnrichedArticle>> all = articles.range(from, null)) {
            for (int done = 0; all.hasNext() && done < SLICE; done++) {
                KeyValue<String, ValueAndTimestamp<EnrichedArticle>> entry = all.next();
                if (!entry.key.equals(from)) {
                    Optional<Story> story = storyOf(entry.value, heardBy(entry.key));
                    forwardDifference(entry.key, story, standing, story, coming.get(), entry.value.timestamp());
                }
                last = entry.key;
            }
            if (all.hasNext()) {
                policies.reached(last);
            } else {
                policies.done();
            }
        }
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
        Optional<Judgement> judgedBefore = before.map(story -> story.judged(policyBefore));
        Optional<Judgement> judgedAfter = after.map(story -> story.judged(policyAfter));
        Optional<RankedArticle> rankedBefore = judgedBefore.map(Judgement::ranked);
        Optional<RankedArticle> rankedAfter = judgedAfter.map(Judgement::ranked);
        if (!rankedBefore.equals(rankedAfter)) {
            context.forward(new Record<>(id, new Outcome.Verdict(rankedAfter), timestamp));
        }

        Map<String, StoryFact> toldBefore = judgedBefore.map(Judgement::tells).orElse(Map.of());
        Map<String, StoryFact> toldAfter = judgedAfter.map(Judgement::tells).orElse(Map.of());
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
