package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import dev.heatwire.streams.TableWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The reference data of a task. A change applies at once to the articles that arrive; a walk through the others finds
 * those that need what has changed. What changes during a walk is left to another one.
 */
final class ReferenceTables {
    /** A changed need that the running walk looks for. */
    private static final String IN_THIS_WALK = "this";

    private static final String IN_NEXT_WALK = "next";

    private final AliasIndex<Provider> providers;
    private final AliasIndex<NewsTopic> newsTopics;
    /** By need, as {@link Enrichment#needs} has it: in which walk it is looked for. */
    private final KeyValueStore<String, String> changed;

    private final TableWalk walk;
    /** The system time in milliseconds. */
    private final LongSupplier now;

    private ReferenceTables(ProcessingContext context) {
        now = context::currentSystemTimeMs;
        providers = new AliasIndex<>(
                context.getStateStore(EnrichStores.PROVIDERS),
                context.getStateStore(EnrichStores.PROVIDER_NAMES),
                ReferenceTables::aliases);
        newsTopics = new AliasIndex<>(
                context.getStateStore(EnrichStores.NEWS_TOPICS),
                context.getStateStore(EnrichStores.NEWS_TOPIC_NAMES),
                newsTopic -> Set.of(Slug.of(newsTopic.name())));
        changed = context.getStateStore(EnrichStores.CHANGED_NEEDS);
        walk = new TableWalk(context.getStateStore(EnrichStores.REFERENCE_CURSOR));
    }

    static ReferenceTables in(ProcessingContext context) {
        return new ReferenceTables(context);
    }

    private static Set<String> aliases(Provider provider) {
        return provider.aliases().stream().map(RegistrableDomain::of).collect(Collectors.toSet());
    }

    void provider(String domain, Optional<Provider> provider) {
        providers.put(domain, provider).forEach(name -> changed(Enrichment.providerNeed(name)));
    }

    void newsTopic(String id, Optional<NewsTopic> newsTopic) {
        newsTopics.put(id, newsTopic).forEach(name -> changed(Enrichment.newsTopicNeed(name)));
    }

    private void changed(String need) {
        if (walk.isUnderWay()) {
            changed.put(need, IN_NEXT_WALK);
        } else {
            changed.put(need, IN_THIS_WALK);
            walk.start(now.getAsLong());
        }
    }

    Enrichment enrichment() {
        return new Enrichment(providers::find, newsTopics::find);
    }

    /** The walk through the articles that looks for those that need what has changed. */
    TableWalk walk() {
        return walk;
    }

    /** Whether the running walk looks for this article. */
    boolean isAffected(Article article) {
        return Enrichment.needs(article).stream().anyMatch(need -> IN_THIS_WALK.equals(changed.get(need)));
    }

    /** Ends the walk, and starts another one for what has changed during it. */
    void endWalk() {
        walk.end();
        List<String> next = new ArrayList<>();
        List<String> done = new ArrayList<>();
        try (KeyValueIterator<String, String> all = changed.all()) {
            all.forEachRemaining(need -> (need.value.equals(IN_NEXT_WALK) ? next : done).add(need.key));
        }
        done.forEach(changed::delete);
        next.forEach(this::changed);
    }
}
