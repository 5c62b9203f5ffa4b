package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Applies changes of the reference data, and forwards the articles that come out different, in slices, so that no
 * transaction times out.
 */
final class ReferenceMigrator {
    static final int SLICE_SIZE = 1_000;
    private static final Duration SLICE_INTERVAL = Duration.ofMillis(10);

    private final ProcessorContext<String, Article> context;
    private final TimestampedKeyValueStore<String, Article> articles;
    private final ReferenceMigration migration;

    ReferenceMigrator(ProcessorContext<String, Article> context) {
        this.context = context;
        this.articles = context.getStateStore(EnrichStores.ARTICLES);
        this.migration = ReferenceMigration.in(context);
    }

    /** The migrator of a task that also walks through the articles; one of a task's migrators does. */
    static ReferenceMigrator scheduled(ProcessorContext<String, Article> context) {
        ReferenceMigrator migrator = new ReferenceMigrator(context);
        context.schedule(SLICE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> migrator.migrateSlice());
        return migrator;
    }

    void provider(Record<String, Provider> provider) {
        migration.provider(provider.key(), Optional.ofNullable(provider.value()));
    }

    void newsTopic(Record<String, NewsTopic> newsTopic) {
        migration.newsTopic(newsTopic.key(), Optional.ofNullable(newsTopic.value()));
    }

    private void migrateSlice() {
        if (!migration.isRunning()) {
            return;
        }
        String last = migration.cursor();
        try (KeyValueIterator<String, ValueAndTimestamp<Article>> rest = articles.range(last, null)) {
            for (int count = 0; rest.hasNext() && count < SLICE_SIZE; count++) {
                KeyValue<String, ValueAndTimestamp<Article>> article = rest.next();
                boolean isDifferent = article.value != null
                        && !article.key.equals(last)
                        && isEnrichedDifferently(article.value.value());
                last = article.key;
                if (isDifferent) {
                    // before it is forwarded: the next step enriches it with the current data then
                    migration.moveTo(last);
                    context.forward(new Record<>(article.key, article.value.value(), article.value.timestamp()));
                }
            }
            if (rest.hasNext()) {
                migration.moveTo(last);
            } else {
                migration.finish();
            }
        }
    }

    private boolean isEnrichedDifferently(Article article) {
        return Enrichment.needs(article).stream().anyMatch(migration::isChanged)
                && !migration.before().of(article).equals(migration.after().of(article));
    }
}
