package dev.heatwire.rank;

import static dev.heatwire.events.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Named;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with more articles than one slice. */
class StoryRelatorTest {
    private static final int ARTICLES = 2 * StoryRelator.SLICE_SIZE + 1;
    private static final Topics TOPICS = Topics.withPrefix("");

    private MockProcessorContext<String, byte[]> context;
    private TimestampedKeyValueStore<String, StoryArticle> articles;
    private KeyValueStore<String, String> waiting;

    @BeforeEach
    void fillStore(@TempDir Path state) {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
        context.setCurrentStreamTimeMs(0);
        articles = store(Stores.timestampedKeyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(RankStores.STORY_ARTICLES),
                Serdes.String(),
                TOPICS.storyArticles.values()));
        waiting = store(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(RankStores.WAITING_ARTICLES), Serdes.String(), Serdes.String()));
        for (int number = 0; number < ARTICLES; number++) {
            put(article(number));
        }
    }

    @Test
    void shouldRelateWhatChangesDuringAStartWhenTheGraphIsComplete() {
        StoryRelator relator = start();

        arrive(relator, article(0, named(ARTICLES - 1)));
        assertThat(context.forwarded()).isEmpty();
        continueStart(2);
        assertThat(context.forwarded()).isEmpty();
        continueStart(1);

        assertThat(forwarded().get(id(0)).map(StoryRelation::coverageCount)).contains(1);
        assertThat(forwarded().get(id(ARTICLES - 1)).map(StoryRelation::coverageCount))
                .contains(1);
        assertThat(waiting.approximateNumEntries()).isZero();
    }

    @Test
    void shouldDeleteTheRelationOfAnArticleThatIsRemovedDuringAStart() {
        StoryRelator relator = start();

        articles.delete(id(ARTICLES - 1));
        relator.relate(new Record<>(id(ARTICLES - 1), null, 0));
        continueStart(3);

        assertThat(forwarded()).containsExactly(Map.entry(id(ARTICLES - 1), Optional.empty()));
    }

    @Test
    void shouldRelateWhatWaitedWhenTheLastStartWasCutOff() {
        arrive(start(), article(0, named(ARTICLES - 1)));
        context.scheduledPunctuators().clear();

        start();
        continueStart(3);

        assertThat(forwarded()).containsKeys(id(0), id(ARTICLES - 1));
    }

    @Test
    void shouldRelateAtOnceAfterTheStart() {
        StoryRelator relator = start();
        continueStart(3);
        assertThat(context.scheduledPunctuators().get(0).cancelled()).isTrue();

        arrive(relator, article(0, named(1)));

        assertThat(forwarded()).containsKeys(id(0), id(1));
    }

    private StoryRelator start() {
        return new StoryRelator(TOPICS.storyRelations, context);
    }

    private void continueStart(int slices) {
        for (int slice = 0; slice < slices; slice++) {
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
        }
    }

    private void arrive(StoryRelator relator, StoryArticle article) {
        put(article);
        relator.relate(new Record<>(article.id(), article, 0));
    }

    private void put(StoryArticle article) {
        articles.put(article.id(), ValueAndTimestamp.make(article, 0));
    }

    /** The last relation of each article; empty for a deleted one. */
    private Map<String, Optional<StoryRelation>> forwarded() {
        Map<String, Optional<StoryRelation>> relations = new HashMap<>();
        context.forwarded()
                .forEach(forwarded -> relations.put(
                        forwarded.record().key(),
                        Optional.ofNullable(forwarded.record().value())
                                .map(bytes -> TOPICS.storyRelations
                                        .values()
                                        .deserializer()
                                        .deserialize(TOPICS.storyRelations.name(), bytes))));
        return relations;
    }

    private <S extends StateStore> S store(StoreBuilder<S> builder) {
        S store = builder.withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static String id(int number) {
        return "https://x/%04d".formatted(number);
    }

    private static Named named(int number) {
        return new Named(id(number), id(number), "Title", "P", Optional.of(10), Optional.of(NOON));
    }

    private static StoryArticle article(int number, Named... related) {
        return new StoryArticle(id(number), id(number), "Title", "P", 50, NOON, List.of(related), Optional.empty());
    }
}
