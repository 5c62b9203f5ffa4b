package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Related;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Joins an article with the reference data.
 *
 * @param providers the directory, by registrable domain
 * @param topics the catalogue, by slug
 */
record Enrichment(Function<String, Optional<Provider>> providers, Function<String, Optional<NewsTopic>> topics) {

    EnrichedArticle of(Article article) {
        return new EnrichedArticle(
                article.id(),
                article.webUrl().or(article::originalUrl).orElseThrow(),
                article.category(),
                article.title(),
                article.excerpt(),
                article.publishedDateTime(),
                article.updatedDateTime(),
                article.webUrl(),
                article.originalUrl(),
                article.ampWebUrl(),
                article.cdnAmpWebUrl(),
                article.type(),
                ProviderResolver.resolve(article.provider(), article.id(), providers),
                topicsOf(article),
                article.images(),
                article.related().stream().map(this::related).toList(),
                article.unrelated(),
                article.featuredContent(),
                article.locale(),
                article.tags(),
                article.declared());
    }

    /** The names under which the article asks for reference data, for {@link ReferenceTables}. */
    static Set<String> needs(Article article) {
        Set<String> needs = new TreeSet<>();
        needs.add(providerNeed(domainOf(article.provider(), article.id())));
        article.related().forEach(related -> needs.add(providerNeed(domainOf(related.provider(), related.id()))));
        article.topics().forEach(name -> needs.add(newsTopicNeed(Slug.of(name))));
        return needs;
    }

    static String providerNeed(String domain) {
        return "provider:" + domain;
    }

    static String newsTopicNeed(String slug) {
        return "topic:" + slug;
    }

    /** The registrable domain of the declared provider, else of the article's address. */
    static String domainOf(Optional<DeclaredProvider> declared, String canonicalUrl) {
        return RegistrableDomain.of(
                declared.map(DeclaredProvider::domain).orElseGet(() -> CanonicalUrl.hostOf(canonicalUrl)));
    }

    private EnrichedArticle.RelatedArticle related(Related related) {
        return new EnrichedArticle.RelatedArticle(
                related.id(),
                related.webUrl().or(related::originalUrl).orElse(related.id()),
                related.title(),
                related.excerpt(),
                related.publishedDateTime(),
                related.ampWebUrl(),
                related.cdnAmpWebUrl(),
                related.type(),
                ProviderResolver.resolve(related.provider(), related.id(), providers),
                related.quality(),
                related.images());
    }

    /** Each topic once, however often or under whichever of its names the file lists it. */
    private List<ResolvedTopic> topicsOf(Article article) {
        Map<String, ResolvedTopic> resolved = new LinkedHashMap<>();
        for (String name : article.topics()) {
            ResolvedTopic topic = topics.apply(Slug.of(name))
                    .map(listed -> listed(listed, article.title()))
                    .orElseGet(() -> new ResolvedTopic(Slug.of(name), name, false, Optional.empty(), List.of()));
            resolved.putIfAbsent(topic.id(), topic);
        }
        return List.copyOf(resolved.values());
    }

    private static ResolvedTopic listed(NewsTopic topic, String title) {
        return new ResolvedTopic(
                topic.id(), topic.name(), true, topic.parent(), KeywordMatcher.in(title, topic.keywords()));
    }
}
