package dev.heatwire.rank;

import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.RepeatFilter;
import dev.heatwire.streams.TraceContext;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Step 2 of rank: keeps the story graph of the site in memory, and forwards the relation of each article whose place in
 * its story changed. One task does this for a site. A start builds the graph from the restored store; after it, a
 * relation may be forwarded once more although it is the same, and step 3 drops the repetition.
 */
final class StoryRelator {
    private final TopicSpec<StoryRelation> relations;
    private final ProcessorContext<String, byte[]> context;
    private final StoryGraph graph;

    /** @param relations the topic to which the relations are written next */
    static ProcessorSupplier<String, StoryArticle, String, byte[]> before(TopicSpec<StoryRelation> relations) {
        return HandlerProcessor.<StoryArticle, byte[], StoryRelator>at(
                context -> new StoryRelator(relations, context), StoryRelator::relate);
    }

    private StoryRelator(TopicSpec<StoryRelation> relations, ProcessorContext<String, byte[]> context) {
        this.relations = relations;
        this.context = context;
        TimestampedKeyValueStore<String, StoryArticle> articles = context.getStateStore(RankStores.STORY_ARTICLES);
        this.graph = new StoryGraph(id -> Optional.ofNullable(articles.get(id)).map(ValueAndTimestamp::value));
        try (KeyValueIterator<String, ValueAndTimestamp<StoryArticle>> all = articles.all()) {
            while (all.hasNext()) {
                KeyValue<String, ValueAndTimestamp<StoryArticle>> article = all.next();
                if (article.value != null && article.value.value().id().equals(article.key)) {
                    graph.put(article.value.value());
                }
            }
        }
    }

    private void relate(Record<String, StoryArticle> article) {
        if (article.value() != null && !article.value().id().equals(article.key())) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        Set<String> affected;
        if (article.value() == null) {
            if (graph.contains(article.key())) {
                context.forward(relationOf(article.key(), null, article));
            }
            affected = graph.remove(article.key());
        } else {
            affected = graph.put(article.value());
        }
        affected.forEach(id -> graph.relation(id).ifPresent(relation -> forward(id, relation, article)));
    }

    private void forward(String id, StoryRelation relation, Record<String, StoryArticle> cause) {
        byte[] bytes = serialize(relation);
        if (graph.replaceRelationHash(id, RepeatFilter.hash(bytes))) {
            context.forward(relationOf(id, bytes, cause));
        }
    }

    /**
     * Articles of several partitions change a relation in turn; its own timestamps must not run backwards. Brokers
     * refuse a time in the future, which stream time keeps after a clock that was ahead has been set back.
     */
    private Record<String, byte[]> relationOf(String id, byte[] relation, Record<String, StoryArticle> cause) {
        long timestamp = Math.min(context.currentStreamTimeMs(), context.currentSystemTimeMs());
        return new Record<>(id, relation, timestamp, TraceContext.of(cause.headers()));
    }

    private byte[] serialize(StoryRelation relation) {
        return relations.values().serializer().serialize(relations.name(), relation);
    }
}
