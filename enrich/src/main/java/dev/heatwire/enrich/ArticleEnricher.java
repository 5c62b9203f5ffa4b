package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Keeps every article of its partition enriched with the reference data as it is now, and forwards an article only when
 * that changes what is known about it.
 */
final class ArticleEnricher {
    private static final char SEPARATOR = '\0';

    private final ProcessorContext<String, EnrichedArticle> context;
    private final TimestampedKeyValueStore<String, Article> articles;
    private final KeyValueStore<String, String> dependents;
    private final Catalogue<Provider> providers;
    private final Catalogue<NewsTopic> topics;
    private final Enrichment enrichment;

    ArticleEnricher(ProcessorContext<String, EnrichedArticle> context) {
        this.context = context;
        this.articles = context.getStateStore(EnrichStores.ARTICLES);
        this.dependents = context.getStateStore(EnrichStores.DEPENDENTS);
        this.providers = new Catalogue<>(
                context.getStateStore(EnrichStores.PROVIDERS),
                context.getStateStore(EnrichStores.PROVIDER_NAMES),
                provider ->
                        provider.aliases().stream().map(RegistrableDomain::of).collect(Collectors.toSet()));
        this.topics = new Catalogue<>(
                context.getStateStore(EnrichStores.NEWS_TOPICS),
                context.getStateStore(EnrichStores.NEWS_TOPIC_NAMES),
                topic -> Set.of(Slug.of(topic.name())));
        this.enrichment = new Enrichment(providers::find, topics::find);
    }

    void article(Record<String, Article> record) {
        String id = record.key();
        ValueAndTimestamp<Article> known = articles.get(id);
        Optional<Article> before = Optional.ofNullable(known).map(ValueAndTimestamp::value);
        Optional<Article> after = Optional.ofNullable(record.value()).map(Article::withoutPrivateParts);
        // first what can fail, then what is kept
        Optional<EnrichedArticle> enrichedBefore = before.map(enrichment::of);
        Optional<EnrichedArticle> enrichedAfter = after.map(enrichment::of);

        Set<String> needsBefore = before.map(Enrichment::needs).orElse(Set.of());
        Set<String> needsAfter = after.map(Enrichment::needs).orElse(Set.of());
        needsBefore.stream()
                .filter(need -> !needsAfter.contains(need))
                .forEach(need -> dependents.delete(need + SEPARATOR + id));
        needsAfter.stream()
                .filter(need -> !needsBefore.contains(need))
                .forEach(need -> dependents.put(need + SEPARATOR + id, ""));
        articles.put(
                id,
                after.map(article -> ValueAndTimestamp.make(article, record.timestamp()))
                        .orElse(null));
        forwardIfChanged(id, enrichedBefore, enrichedAfter, record.timestamp());
    }

    void provider(Record<String, Provider> record) {
        Map<String, Optional<Provider>> before = providers.put(record.key(), Optional.ofNullable(record.value()));
        Enrichment past = new Enrichment(
                domain -> before.containsKey(domain) ? before.get(domain) : providers.find(domain), topics::find);
        before.keySet().stream()
                .flatMap(domain -> dependentsOn(Enrichment.providerNeed(domain)).stream())
                .distinct()
                .forEach(id -> reconsider(id, past));
    }

    void topic(Record<String, NewsTopic> record) {
        Map<String, Optional<NewsTopic>> before = topics.put(record.key(), Optional.ofNullable(record.value()));
        Enrichment past = new Enrichment(
                providers::find, name -> before.containsKey(name) ? before.get(name) : topics.find(name));
        before.keySet().stream()
                .flatMap(name -> dependentsOn(Enrichment.topicNeed(name)).stream())
                .distinct()
                .forEach(id -> reconsider(id, past));
    }

    private Set<String> dependentsOn(String need) {
        String prefix = need + SEPARATOR;
        Set<String> ids = new TreeSet<>();
        try (KeyValueIterator<String, String> found = dependents.prefixScan(prefix, new StringSerializer())) {
            found.forEachRemaining(entry -> ids.add(entry.key.substring(prefix.length())));
        }
        return ids;
    }

    private void reconsider(String id, Enrichment past) {
        ValueAndTimestamp<Article> known = articles.get(id);
        if (known != null) {
            Optional<Article> article = Optional.of(known.value());
            forwardIfChanged(id, article.map(past::of), article.map(enrichment::of), known.timestamp());
        }
    }

    private void forwardIfChanged(
            String id, Optional<EnrichedArticle> before, Optional<EnrichedArticle> after, long timestamp) {
        if (!before.equals(after)) {
            context.forward(new Record<>(id, after.orElse(null), timestamp));
        }
    }
}
