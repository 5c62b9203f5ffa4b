package dev.heatwire.rank;

import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.RepeatFilter;
import dev.heatwire.streams.TableWalk;
import dev.heatwire.streams.TraceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Step 2 of rank: keeps the story graph of the site in memory, and forwards the relation of each article whose place in
 * its story changed. One task does this for a site. A start builds the graph from the restored store, in slices, so
 * that no transaction times out; what changes meanwhile waits in a store, and is related when the graph is complete.
 * After a start, a relation may be forwarded once more although it is the same, and step 3 drops the repetition.
 */
final class StoryRelator {
    /** A second of processor time where stories are detected. */
    static final int SLICE_SIZE = 1_000;

    private final TopicSpec<StoryRelation> relations;
    private final ProcessorContext<String, byte[]> context;
    private final TimestampedKeyValueStore<String, StoryArticle> articles;
    private final KeyValueStore<String, String> waiting;
    private final StoryGraph graph;
    /** By article: the hash of the relation that was forwarded last since the start. */
    private final Map<String, Long> forwarded = new HashMap<>();

    private final Cancellable start;
    private boolean isComplete;
    /** The last article of the store that is in the graph, until it is complete. */
    private String reached = "";

    /** @param relations the topic to which the relations are written next */
    static ProcessorSupplier<String, StoryArticle, String, byte[]> before(TopicSpec<StoryRelation> relations) {
        return HandlerProcessor.<StoryArticle, byte[], StoryRelator>at(
                context -> new StoryRelator(relations, context), StoryRelator::relate);
    }

    StoryRelator(TopicSpec<StoryRelation> relations, ProcessorContext<String, byte[]> context) {
        this.relations = relations;
        this.context = context;
        this.articles = context.getStateStore(RankStores.STORY_ARTICLES);
        this.waiting = context.getStateStore(RankStores.WAITING_ARTICLES);
        this.graph = new StoryGraph(this::article);
        this.start = context.schedule(TableWalk.INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> continueStart());
        addSlice();
    }

    private void continueStart() {
        if (!isComplete) {
            addSlice();
        } else if (relateWaiting()) {
            start.cancel();
        }
    }

    private void addSlice() {
        try (KeyValueIterator<String, ValueAndTimestamp<StoryArticle>> rest = articles.range(reached, null)) {
            for (int count = 0; rest.hasNext() && count < SLICE_SIZE; count++) {
                KeyValue<String, ValueAndTimestamp<StoryArticle>> entry = rest.next();
                if (entry.value != null && entry.value.value().id().equals(entry.key)) {
                    graph.put(entry.value.value());
                }
                reached = entry.key;
            }
            isComplete = !rest.hasNext();
        }
    }

    /** @return whether no article waits any longer */
    private boolean relateWaiting() {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, String> all = waiting.all()) {
            while (all.hasNext() && ids.size() < SLICE_SIZE) {
                ids.add(all.next().key);
            }
        }
        for (String id : ids) {
            relate(id, article(id), new RecordHeaders());
            waiting.delete(id);
        }
        return ids.size() < SLICE_SIZE;
    }

    private Optional<StoryArticle> article(String id) {
        return Optional.ofNullable(articles.get(id)).map(ValueAndTimestamp::value);
    }

    void relate(Record<String, StoryArticle> article) {
        if (article.value() != null && !article.value().id().equals(article.key())) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        if (isComplete) {
            relate(article.key(), Optional.ofNullable(article.value()), TraceContext.of(article.headers()));
        } else {
            waiting.put(article.key(), "");
        }
    }

    private void relate(String id, Optional<StoryArticle> article, Headers trace) {
        Set<String> affected;
        if (article.isPresent()) {
            affected = graph.put(article.get());
        } else {
            context.forward(relationOf(id, null, trace));
            affected = graph.remove(id);
            forwarded.remove(id);
        }
        affected.forEach(other -> graph.relation(other).ifPresent(relation -> forward(other, relation, trace)));
    }

    private void forward(String id, StoryRelation relation, Headers trace) {
        byte[] bytes = serialize(relation);
        Long hash = RepeatFilter.hash(bytes);
        if (!hash.equals(forwarded.put(id, hash))) {
            context.forward(relationOf(id, bytes, trace));
        }
    }

    /** Articles of several partitions change a relation in turn; its own timestamps must not run backwards. */
    private Record<String, byte[]> relationOf(String id, byte[] relation, Headers trace) {
        return new Record<>(id, relation, context.currentStreamTimeMs(), trace);
    }

    private byte[] serialize(StoryRelation relation) {
        return relations.values().serializer().serialize(relations.name(), relation);
    }
}
