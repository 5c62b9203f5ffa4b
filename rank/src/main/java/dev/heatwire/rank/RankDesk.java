package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.StoryFact;
import dev.heatwire.rank.Mailbox.Letter;
import dev.heatwire.rank.Story.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Keeps every article of its partition ranked. Each change compares what followed from the state before it with what
 * follows after it, and forwards the difference only.
 */
final class RankDesk {
    /** Tens of milliseconds' worth; a site of no more articles has a new policy at once. */
    static final int SLICE_SIZE = 1_000;

    private static final Duration SLICE_INTERVAL = Duration.ofMillis(10);
    /** What is committed together arrives together: half of the time between two commits loses little and gathers much. */
    private static final Duration BETWEEN_MAILS = Duration.ofMillis(20);

    private final ProcessorContext<String, Outcome> context;
    private final TimestampedKeyValueStore<String, EnrichedArticle> articles;
    private final Mailbox mailbox;
    private final PolicyMigration policies;

    RankDesk(ProcessorContext<String, Outcome> context) {
        this.context = context;
        this.articles = context.getStateStore(RankStores.ARTICLES);
        this.mailbox = new Mailbox(context.getStateStore(RankStores.HEARD), context.getStateStore(RankStores.MAIL));
        this.policies = new PolicyMigration(
                context.getStateStore(RankStores.POLICIES), context.getStateStore(RankStores.ROLLOUT));
    }

    /** A desk that also brings a new policy to the articles; one of a task's desks does. */
    static RankDesk rollingOut(ProcessorContext<String, Outcome> context) {
        RankDesk desk = new RankDesk(context);
        context.schedule(SLICE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> desk.rollOut());
        return desk;
    }

    /** A desk that also has articles read what they were told; one of a task's desks does. */
    static RankDesk readingMail(ProcessorContext<String, Outcome> context) {
        RankDesk desk = new RankDesk(context);
        context.schedule(BETWEEN_MAILS, PunctuationType.WALL_CLOCK_TIME, now -> desk.readMail());
        return desk;
    }

    void article(Record<String, EnrichedArticle> record) {
        String id = record.key();
        Map<String, StoryFact> facts = mailbox.heardBy(id);
        Optional<Story> before = storyOf(articles.get(id), facts);
        ValueAndTimestamp<EnrichedArticle> arrived = ValueAndTimestamp.make(record.value(), record.timestamp());
        Policy policy = policies.of(id);
        forwardDifference(id, before, policy, storyOf(arrived, facts), policy, record.timestamp());
        articles.put(id, arrived);
    }

    void fact(Record<String, StoryFact> record) {
        String to = StoryFact.toOf(record.key());
        String from = StoryFact.fromOf(record.key());
        Letter letter = new Letter(Optional.ofNullable(record.value()));
        // most articles of other sites never come, and when one does, its rank accounts for all that was kept
        if (articles.get(to) == null) {
            mailbox.keep(to, from, letter);
        } else {
            mailbox.deliver(to, from, letter);
        }
    }

    private void readMail() {
        mailbox.unread(SLICE_SIZE).forEach(this::read);
    }

    /** An article that was told several things is ranked again once. */
    private void read(String id, Map<String, Letter> letters) {
        ValueAndTimestamp<EnrichedArticle> article = articles.get(id);
        if (article != null) {
            Map<String, StoryFact> before = mailbox.heardBy(id);
            Map<String, StoryFact> after = Mailbox.after(before, letters);
            Policy policy = policies.of(id);
            forwardDifference(
                    id, storyOf(article, before), policy, storyOf(article, after), policy, article.timestamp());
        }
        mailbox.read(id, letters);
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
            for (int done = 0; all.hasNext() && done < SLICE_SIZE; done++) {
                KeyValue<String, ValueAndTimestamp<EnrichedArticle>> entry = all.next();
                if (!entry.key.equals(from)) {
                    Optional<Story> story = storyOf(entry.value, mailbox.heardBy(entry.key));
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
