package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.streams.OnDemandPunctuator;
import dev.heatwire.streams.TableWalk;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Applies changes of the reference data, and forwards the articles that they affect. */
final class ReferenceMigrator {
    private final ProcessorContext<String, Article> context;
    private final TimestampedKeyValueStore<String, Article> articles;
    private final ReferenceTables references;
    private final OnDemandPunctuator slices;

    ReferenceMigrator(ProcessorContext<String, Article> context) {
        this.context = context;
        this.articles = context.getStateStore(EnrichStores.ARTICLES);
        this.references = ReferenceTables.in(context);
        this.slices = new OnDemandPunctuator(context, TableWalk.INTERVAL, this::migrateSlice);
        migrateIfNeeded();
    }

    void provider(Record<String, Provider> provider) {
        references.provider(provider.key(), Optional.ofNullable(provider.value()));
        migrateIfNeeded();
    }

    void newsTopic(Record<String, NewsTopic> newsTopic) {
        references.newsTopic(newsTopic.key(), Optional.ofNullable(newsTopic.value()));
        migrateIfNeeded();
    }

    private void migrateIfNeeded() {
        if (references.walk().isRunning()) {
            slices.start();
        }
    }

    private boolean migrateSlice(long now) {
        if (references.walk().isDue(now)
                && references.walk().nextSlice(articles, this::isAffected, article -> forward(article, now))) {
            references.endWalk();
        }
        return references.walk().isRunning();
    }

    /** Brokers refuse a time in the future, which articles have that arrived while the clock was ahead. */
    private void forward(Record<String, Article> article, long now) {
        context.forward(article.withTimestamp(Math.min(article.timestamp(), now)));
    }

    private boolean isAffected(KeyValue<String, ValueAndTimestamp<Article>> article) {
        // one with another key went to the dead letters when it arrived
        return article.key.equals(article.value.value().id()) && references.isAffected(article.value.value());
    }
}
