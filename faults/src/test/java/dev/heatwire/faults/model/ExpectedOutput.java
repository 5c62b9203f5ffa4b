package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.url.Slug;
import dev.heatwire.faults.pipeline.ExpectedRanking;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the topics must hold for the files of a site, computed in plain Java from all articles at once.
 *
 * @param titles by article id
 * @param rankings by article id
 * @param feeds the entries of each feed in order of rank
 * @param rejected the text of each rejected file, by its path
 */
public record ExpectedOutput(
        Map<String, String> titles,
        Map<String, ArticleRanking> rankings,
        Map<String, List<Position>> feeds,
        Map<String, String> rejected) {

    /** An entry of a feed. */
    public record Position(int rank, String id, String title, int quality, int heat) {}

    public static ExpectedOutput of(
            Map<String, Article> articles,
            Map<String, String> rejected,
            Map<String, Provider> providers,
            Map<String, NewsTopic> topics,
            Policy policy) {
        Map<String, ArticleRanking> rankings = new ExpectedRanking(articles, providers, topics, policy).rankings();
        Map<String, List<Article>> published = new TreeMap<>();
        Map<String, String> titles = new TreeMap<>();
        articles.forEach((id, article) -> {
            titles.put(id, article.title());
            if (rankings.get(id).published()) {
                feedsOf(article)
                        .forEach(feed -> published
                                .computeIfAbsent(feed, feedName -> new ArrayList<>())
                                .add(article));
            }
        });
        Comparator<Article> byScore = Comparator.comparingDouble(
                        (Article article) -> score(article, rankings.get(article.id()), policy.ranking()))
                .reversed()
                .thenComparing(Article::publishedDateTime)
                .thenComparing(Article::id);
        Map<String, List<Position>> feeds = new TreeMap<>();
        published.forEach((feed, members) -> {
            List<Position> positions = new ArrayList<>();
            members.stream().sorted(byScore).limit(policy.ranking().feedSize()).forEach(article -> {
                ArticleRanking ranking = rankings.get(article.id());
                positions.add(new Position(
                        positions.size() + 1, article.id(), article.title(), ranking.quality(), ranking.heat()));
            });
            feeds.put(feed, positions);
        });
        return new ExpectedOutput(titles, rankings, feeds, rejected);
    }

    private static List<String> feedsOf(Article article) {
        List<String> feeds = new ArrayList<>(List.of(article.category()));
        article.topics().forEach(topic -> feeds.add(article.category() + "/" + Slug.of(topic)));
        return feeds;
    }

    private static double score(Article article, ArticleRanking ranked, Policy.Ranking policy) {
        double logHeat = Math.log(ranked.heat()) / Math.log(2);
        return logHeat
                + (double) article.publishedDateTime().getEpochSecond()
                        / policy.halfLife().toSeconds();
    }
}
