package dev.heatwire.enrich;

import dev.heatwire.events.Article;
import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Image;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Related;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.Slug;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
public record Enrichment(Function<String, Optional<Provider>> providers, Function<String, Optional<NewsTopic>> topics) {

    /**
     * Joins with the reference data of a site that was read as a whole. Of several providers with one alias the first
     * by domain counts, and of several topics with one name the first by id.
     */
    public static Enrichment with(Collection<Provider> providers, Collection<NewsTopic> topics) {
        Map<String, Provider> byDomain = new HashMap<>();
        providers.forEach(provider -> byDomain.put(provider.domain(), provider));
        providers.stream()
                .sorted(Comparator.comparing(Provider::domain))
                .forEach(provider -> provider.aliases()
                        .forEach(alias -> byDomain.putIfAbsent(RegistrableDomain.of(alias), provider)));
        Map<String, NewsTopic> bySlug = new HashMap<>();
        topics.forEach(topic -> bySlug.put(topic.id(), topic));
        topics.stream()
                .sorted(Comparator.comparing(NewsTopic::id))
                .forEach(topic -> bySlug.putIfAbsent(Slug.of(topic.name()), topic));
        return new Enrichment(
                domain -> Optional.ofNullable(byDomain.get(domain)), slug -> Optional.ofNullable(bySlug.get(slug)));
    }

    public EnrichedArticle of(Article article) {
        return new EnrichedArticle(
                article.id(),
                addressOf(article),
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
                ProviderResolver.resolve(article.provider(), addressOf(article), providers),
                topicsOf(article),
                Image.withoutExtra(article.images()),
                article.related().stream().map(this::related).toList(),
                article.unrelated(),
                article.featuredContent(),
                article.locale(),
                article.tags(),
                article.declared(),
                article.editorial());
    }

    /** The names under which the article asks for reference data, for {@link ReferenceTables}. */
    static Set<String> needs(Article article) {
        Set<String> needs = new TreeSet<>();
        needs.add(providerNeed(domainOf(article.provider(), addressOf(article))));
        article.related().forEach(related -> needs.add(providerNeed(domainOf(related.provider(), addressOf(related)))));
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
    static String domainOf(Optional<DeclaredProvider> declared, String url) {
        return RegistrableDomain.of(
                declared.map(DeclaredProvider::domain).orElseGet(() -> CanonicalUrl.hostOfAddress(url)));
    }

    private static String addressOf(Article article) {
        return article.webUrl().or(article::originalUrl).orElseThrow();
    }

    private static String addressOf(Related related) {
        return related.webUrl().or(related::originalUrl).orElse(related.id());
    }

    private EnrichedArticle.RelatedArticle related(Related related) {
        return new EnrichedArticle.RelatedArticle(
                related.id(),
                addressOf(related),
                related.title(),
                related.excerpt(),
                related.publishedDateTime(),
                related.ampWebUrl(),
                related.cdnAmpWebUrl(),
                related.type(),
                ProviderResolver.resolve(related.provider(), addressOf(related), providers),
                related.quality(),
                Image.withoutExtra(related.images()));
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
