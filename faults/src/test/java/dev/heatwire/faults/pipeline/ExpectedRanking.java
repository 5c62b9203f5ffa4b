package dev.heatwire.faults.pipeline;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Related;
import dev.heatwire.faults.pipeline.History.Kind;
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

/** The scoring rules once more, straight from the design and over all articles at once: what any order must end in. */
public record ExpectedRanking(
        Map<String, Article> articles, Map<String, Provider> providers, Map<String, NewsTopic> topics, Policy policy) {

    /** What the rules say about one article. */
    public record Verdict(int quality, int heat, boolean published, String lead, Map<String, Integer> coverage) {
        public static Verdict of(RankedArticle ranked) {
            Map<String, Integer> coverage = new TreeMap<>();
            ranked.coverage()
                    .forEach(one -> coverage.put(one.id(), one.quality().orElseThrow()));
            return new Verdict(ranked.quality(), ranked.heat(), ranked.published(), ranked.lead(), coverage);
        }
    }

    private record Rival(String id, int quality, Instant published) {}

    static ExpectedRanking of(History history) {
        return new ExpectedRanking(
                history.last(Kind.ARTICLE, Article.class),
                history.last(Kind.PROVIDER, Provider.class),
                history.last(Kind.TOPIC, NewsTopic.class),
                history.last(Kind.POLICY, Policy.class).getOrDefault(Policy.KEY, Policy.STANDARD));
    }

    public Map<String, Verdict> verdicts() {
        Map<String, Set<Article>> namedBy = new HashMap<>();
        articles.values()
                .forEach(article -> article.related()
                        .forEach(related -> namedBy.computeIfAbsent(related.id(), any -> new HashSet<>())
                                .add(article)));
        Map<String, Verdict> verdicts = new HashMap<>();
        articles.forEach((id, article) -> verdicts.put(id, verdict(article, namedBy.getOrDefault(id, Set.of()))));
        return verdicts;
    }

    private Verdict verdict(Article article, Set<Article> namedBy) {
        Map<String, Rival> rivals = new LinkedHashMap<>();
        for (Related related : article.related()) {
            rivals.putIfAbsent(
                    related.id(),
                    new Rival(
                            related.id(),
                            related.quality().orElseThrow(),
                            related.publishedDateTime().orElseThrow()));
        }
        Set<Article> others = new HashSet<>(namedBy);
        rivals.keySet().stream().map(articles::get).filter(Objects::nonNull).forEach(others::add);
        for (Article other : others) {
            rivals.put(other.id(), new Rival(other.id(), quality(other), other.publishedDateTime()));
        }
        rivals.remove(article.id());

        int quality = quality(article);
        Set<Rival> order = new TreeSet<>(Comparator.comparing((Rival rival) -> -rival.quality())
                .thenComparing(Rival::published)
                .thenComparing(Rival::id));
        order.addAll(rivals.values());
        order.add(new Rival(article.id(), quality, article.publishedDateTime()));
        String lead = order.iterator().next().id();

        int heat = -1;
        if (lead.equals(article.id())) {
            heat = quality < policy.heat().minimumQuality()
                    ? quality
                    : quality + policy.heat().perCoverage() * rivals.size();
        }
        Map<String, Integer> coverage = new TreeMap<>();
        rivals.values().forEach(rival -> coverage.put(rival.id(), rival.quality()));
        return new Verdict(quality, heat, heat >= policy.publish().minimumHeat(), lead, coverage);
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
