package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.url.Slug;
import dev.heatwire.faults.pipeline.ExpectedRanking;
import dev.heatwire.faults.pipeline.ExpectedRanking.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a site must end in, by plain Java over all its articles at once.
 *
 * @param titles of each article, by its id
 * @param verdicts of each article, by its id
 * @param feeds the places of each feed, from rank 1
 * @param broken the text of each rejected file, by its path
 */
public record ExpectedOutput(
        Map<String, String> titles,
        Map<String, Verdict> verdicts,
        Map<String, List<Place>> feeds,
        Map<String, String> broken) {

    /** One place of a feed. */
    public record Place(int rank, String id, String title, int quality, int heat) {}

    public static ExpectedOutput of(
            Map<String, Article> articles,
            Map<String, String> broken,
            Map<String, Provider> providers,
            Map<String, NewsTopic> topics,
            Policy policy) {
        Map<String, Verdict> verdicts = new ExpectedRanking(articles, providers, topics, policy).verdicts();
        Map<String, List<Article>> published = new TreeMap<>();
        Map<String, String> titles = new TreeMap<>();
        articles.forEach((id, article) -> {
            titles.put(id, article.title());
            if (verdicts.get(id).published()) {
                feedsOf(article)
                        .forEach(feed -> published
                                .computeIfAbsent(feed, any -> new ArrayList<>())
                                .add(article));
            }
        });
        Comparator<Article> hottestFirst = Comparator.comparingDouble(
                        (Article article) -> score(article, verdicts.get(article.id()), policy.ranking()))
                .reversed()
                .thenComparing(Article::publishedDateTime)
                .thenComparing(Article::id);
        Map<String, List<Place>> feeds = new TreeMap<>();
        published.forEach((feed, members) -> {
            List<Place> places = new ArrayList<>();
            members.stream()
                    .sorted(hottestFirst)
                    .limit(policy.ranking().feedSize())
                    .forEach(article -> {
                        Verdict verdict = verdicts.get(article.id());
                        places.add(new Place(
                                places.size() + 1, article.id(), article.title(), verdict.quality(), verdict.heat()));
                    });
            feeds.put(feed, places);
        });
        return new ExpectedOutput(titles, verdicts, feeds, broken);
    }

    private static List<String> feedsOf(Article article) {
        List<String> feeds = new ArrayList<>(List.of(article.category()));
        article.topics().forEach(topic -> feeds.add(article.category() + "/" + Slug.of(topic)));
        return feeds;
    }

    private static double score(Article article, Verdict verdict, Policy.Ranking ranking) {
        double warmth = Math.log(verdict.heat()) / Math.log(2);
        return warmth
                + (double) article.publishedDateTime().getEpochSecond()
                        / ranking.halfLife().toSeconds();
    }
}
