package dev.heatwire.enrich;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The reference data of a task, and how far its last changes have been applied to the articles, in the order of their
 * ids. A change that arrives while articles are being migrated waits until the migration has ended.
 */
final class ReferenceMigration {
    private static final String PROVIDER = "provider:";
    private static final String NEWS_TOPIC = "topic:";
    private static final String CURSOR = "cursor";

    private final AliasIndex<Provider> providers;
    private final AliasIndex<NewsTopic> newsTopics;
    /** By need, as {@link Enrichment#needs} has it: what it led to before the migration. */
    private final KeyValueStore<String, ReferenceEntry> past;
    /** By kind and key: the changes that wait. */
    private final KeyValueStore<String, ReferenceEntry> waiting;

    private final KeyValueStore<String, String> cursor;

    private ReferenceMigration(ProcessingContext context) {
        providers = new AliasIndex<>(
                context.getStateStore(EnrichStores.PROVIDERS),
                context.getStateStore(EnrichStores.PROVIDER_NAMES),
                ReferenceMigration::aliases);
        newsTopics = new AliasIndex<>(
                context.getStateStore(EnrichStores.NEWS_TOPICS),
                context.getStateStore(EnrichStores.NEWS_TOPIC_NAMES),
                newsTopic -> Set.of(Slug.of(newsTopic.name())));
        past = context.getStateStore(EnrichStores.PAST_REFERENCES);
        waiting = context.getStateStore(EnrichStores.WAITING_REFERENCES);
        cursor = context.getStateStore(EnrichStores.REFERENCE_CURSOR);
    }

    static ReferenceMigration in(ProcessingContext context) {
        return new ReferenceMigration(context);
    }

    private static Set<String> aliases(Provider provider) {
        return provider.aliases().stream().map(RegistrableDomain::of).collect(Collectors.toSet());
    }

    void provider(String domain, Optional<Provider> provider) {
        change(PROVIDER + domain, ReferenceEntry.ofProvider(provider));
    }

    void newsTopic(String id, Optional<NewsTopic> newsTopic) {
        change(NEWS_TOPIC + id, ReferenceEntry.ofNewsTopic(newsTopic));
    }

    private void change(String entry, ReferenceEntry change) {
        if (isRunning() && !cursor().isEmpty()) {
            waiting.put(entry, change);
        } else {
            apply(entry, change);
            moveTo("");
        }
    }

    private void apply(String entry, ReferenceEntry change) {
        if (entry.startsWith(PROVIDER)) {
            providers
                    .put(entry.substring(PROVIDER.length()), change.provider())
                    .forEach((domain, before) ->
                            past.putIfAbsent(Enrichment.providerNeed(domain), ReferenceEntry.ofProvider(before)));
        } else {
            newsTopics
                    .put(entry.substring(NEWS_TOPIC.length()), change.newsTopic())
                    .forEach((name, before) ->
                            past.putIfAbsent(Enrichment.newsTopicNeed(name), ReferenceEntry.ofNewsTopic(before)));
        }
    }

    /** The data that applies to this article: the previous data if the migration has not reached it. */
    Enrichment enrichmentOf(String id) {
        return !isRunning() || isReached(id) ? after() : before();
    }

    Enrichment after() {
        return new Enrichment(providers::find, newsTopics::find);
    }

    Enrichment before() {
        return new Enrichment(
                domain -> Optional.ofNullable(past.get(Enrichment.providerNeed(domain)))
                        .map(ReferenceEntry::provider)
                        .orElseGet(() -> providers.find(domain)),
                name -> Optional.ofNullable(past.get(Enrichment.newsTopicNeed(name)))
                        .map(ReferenceEntry::newsTopic)
                        .orElseGet(() -> newsTopics.find(name)));
    }

    boolean isChanged(String need) {
        return past.get(need) != null;
    }

    private boolean isReached(String id) {
        // as the store orders ids: by the bytes of their UTF-8
        return Arrays.compareUnsigned(id.getBytes(StandardCharsets.UTF_8), cursor().getBytes(StandardCharsets.UTF_8))
                <= 0;
    }

    boolean isRunning() {
        return cursor.get(CURSOR) != null;
    }

    /** The id of the last article that was migrated; empty text before the first. */
    String cursor() {
        return cursor.get(CURSOR);
    }

    void moveTo(String id) {
        cursor.put(CURSOR, id);
    }

    /** Every article is migrated; changes that wait are applied, and migrated next. */
    void finish() {
        entries(past).keySet().forEach(past::delete);
        cursor.delete(CURSOR);
        entries(waiting).forEach((entry, change) -> {
            waiting.delete(entry);
            change(entry, change);
        });
    }

    private static Map<String, ReferenceEntry> entries(KeyValueStore<String, ReferenceEntry> store) {
        Map<String, ReferenceEntry> entries = new TreeMap<>();
        try (KeyValueIterator<String, ReferenceEntry> all = store.all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return entries;
    }
}
