package dev.heatwire.faults.pipeline;

import dev.heatwire.enrich.Enrichment;
import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Related;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.faults.pipeline.History.Kind;
import dev.heatwire.rank.SiteStories;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A second implementation of the scoring rules, over all articles at once; the order of changes does not matter. */
public record ExpectedRanking(
        Map<String, Article> articles, Map<String, Provider> providers, Map<String, NewsTopic> topics, Policy policy) {

    /** The scores, the lead and the coverage of one article. */
    public record ArticleRanking(int quality, int heat, boolean published, String lead, Map<String, Integer> coverage) {
        public static ArticleRanking of(RankedArticle ranked) {
            Map<String, Integer> coverage = new TreeMap<>();
            ranked.coverage()
                    .forEach(covering ->
                            coverage.put(covering.id(), covering.quality().orElseThrow()));
            return new ArticleRanking(ranked.quality(), ranked.heat(), ranked.published(), ranked.lead(), coverage);
        }
    }

    private record Candidate(String id, int quality, Instant published) {}

    static ExpectedRanking of(History history) {
        return new ExpectedRanking(
                history.last(Kind.ARTICLE, Article.class),
                history.last(Kind.PROVIDER, Provider.class),
                history.last(Kind.TOPIC, NewsTopic.class),
                history.last(Kind.POLICY, Policy.class).getOrDefault(Policy.KEY, Policy.STANDARD));
    }

    public Map<String, ArticleRanking> rankings() {
        Map<String, Set<Article>> namedBy = new HashMap<>();
        articles.values()
                .forEach(article -> article.related()
                        .forEach(related -> namedBy.computeIfAbsent(related.id(), id -> new HashSet<>())
                                .add(article)));
        Map<String, ArticleRanking> rankings = new HashMap<>();
        articles.forEach((id, article) -> rankings.put(id, ranking(article, namedBy.getOrDefault(id, Set.of()))));
        if (policy.detection().isPresent()) {
            detectedRelations()
                    .forEach((id, relation) ->
                            rankings.computeIfPresent(id, (key, ranking) -> detected(key, ranking, relation)));
        }
        return rankings;
    }

    /** What the graph of rank finds when all articles are there at once; detection has no second implementation. */
    private Map<String, StoryRelation> detectedRelations() {
        Enrichment enrichment = Enrichment.with(providers.values(), topics.values());
        return SiteStories.relations(
                articles.values().stream().map(enrichment::of).toList(), policy);
    }

    private ArticleRanking detected(String id, ArticleRanking declared, StoryRelation relation) {
        int heat = -1;
        if (relation.lead().equals(id)) {
            int detected = relation.detected()
                    .map(StoryRelation.DetectedStory::coverageCount)
                    .orElse(0);
            heat = declared.quality() < policy.heat().minimumQuality()
                    ? declared.quality()
                    : declared.quality()
                            + policy.heat().perCoverage() * declared.coverage().size()
                            + policy.heat().pointsPerDetected() * detected;
        }
        Map<String, Integer> coverage = new TreeMap<>();
        relation.coverage()
                .forEach(covering ->
                        coverage.put(covering.id(), covering.quality().orElseThrow()));
        return new ArticleRanking(
                declared.quality(), heat, heat >= policy.publish().minimumHeat(), relation.lead(), coverage);
    }

    private ArticleRanking ranking(Article article, Set<Article> namedBy) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (Related related : article.related()) {
            candidates.putIfAbsent(
                    related.id(),
                    new Candidate(
                            related.id(),
                            related.quality().orElseThrow(),
                            related.publishedDateTime().orElseThrow()));
        }
        Set<Article> others = new HashSet<>(namedBy);
        candidates.keySet().stream().map(articles::get).filter(Objects::nonNull).forEach(others::add);
        for (Article other : others) {
            candidates.put(other.id(), new Candidate(other.id(), quality(other), other.publishedDateTime()));
        }
        candidates.remove(article.id());

        int quality = quality(article);
        Set<Candidate> order = new TreeSet<>(Comparator.comparing((Candidate candidate) -> -candidate.quality())
                .thenComparing(Candidate::published)
                .thenComparing(Candidate::id));
        order.addAll(candidates.values());
        order.add(new Candidate(article.id(), quality, article.publishedDateTime()));
        String lead = order.iterator().next().id();

        int heat = -1;
        if (lead.equals(article.id())) {
            heat = quality < policy.heat().minimumQuality()
                    ? quality
                    : quality + policy.heat().perCoverage() * candidates.size();
        }
        Map<String, Integer> coverage = new TreeMap<>();
        candidates.values().forEach(candidate -> coverage.put(candidate.id(), candidate.quality()));
        return new ArticleRanking(quality, heat, heat >= policy.publish().minimumHeat(), lead, coverage);
    }

    private int quality(Article article) {
        Policy.Quality points = policy.quality();
        int quality = standing(article.provider().orElseThrow().domain());
        quality += article.images().isEmpty() ? 0 : points.image();
        quality += article.ampWebUrl().isPresent() ? points.amp() : 0;
        quality += article.type().equals("video") ? points.video() : 0;
        int length = article.title().codePointCount(0, article.title().length());
        quality -= Math.max(0, (length - 70) / 2);
        for (String topic : new HashSet<>(article.topics())) {
            quality += points.topic();
            List<String> keywords = topics.values().stream()
                    .filter(listed -> listed.name().equals(topic))
                    .flatMap(listed -> listed.keywords().stream())
                    .toList();
            for (String keyword : keywords) {
                String start = points.keywordMatch() == Policy.KeywordMatch.SUBSTRING ? "" : "\\b";
                if (Pattern.compile("(?i)" + start + Pattern.quote(keyword))
                        .matcher(article.title())
                        .find()) {
                    quality += points.titleKeyword();
                }
            }
        }
        return quality;
    }

    private int standing(String domain) {
        if (providers.containsKey(domain)) {
            return providers.get(domain).standing();
        }
        return new TreeMap<>(providers)
                .values().stream()
                        .filter(provider -> provider.aliases().contains(domain))
                        .findFirst()
                        .map(Provider::standing)
                        .orElse(0);
    }
}
