package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Enriches each article with the current reference data. */
final class ArticleEnricher {
    private final ProcessorContext<String, EnrichedArticle> context;
    private final ReferenceTables references;

    ArticleEnricher(ProcessorContext<String, EnrichedArticle> context) {
        this.context = context;
        this.references = ReferenceTables.in(context);
    }

    void enrich(Record<String, Article> article) {
        if (article.value() != null && !article.value().id().equals(article.key())) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        context.forward(article.withValue(Optional.ofNullable(article.value())
                .map(value -> references.enrichment().of(value))
                .orElse(null)));
    }
}
