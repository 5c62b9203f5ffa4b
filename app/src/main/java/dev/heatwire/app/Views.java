package dev.heatwire.app;

import dev.heatwire.events.Declared;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Json;
import dev.heatwire.events.Problem;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.Because;
import dev.heatwire.events.RankedArticle.Covering;
import dev.heatwire.events.RankedArticle.Part;
import dev.heatwire.events.ResolvedProvider;
import dev.heatwire.events.ResolvedTopic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command's JSON: flat, so that one {@code jq} path reaches each figure. */
final class Views {
    private Views() {}

    /** What {@code run} prints: the feeds by name, every ranked article, and what is wrong with the rejected files. */
    record Everything(Map<String, List<Article>> feeds, List<Article> articles, List<Rejection> rejected) {
        static Everything of(Standings standings) {
            Map<String, List<Article>> feeds = new LinkedHashMap<>();
            standings
                    .feeds()
                    .forEach((name, entries) ->
                            feeds.put(name, entries.stream().map(Views::entry).toList()));
            Map<String, List<Problem>> problems = new LinkedHashMap<>();
            Report.rejectedOf(standings.files()).forEach((file, state) -> problems.put(file, state.problems()));
            return new Everything(
                    feeds, standings.articles().stream().map(Views::article).toList(), rejections(problems));
        }
    }

    /** A ranked article, or with a feed and a rank an entry of a feed. */
    record Article(
            Optional<String> feed,
            Optional<Integer> rank,
            String id,
            String title,
            String url,
            Instant publishedDateTime,
            ProviderView provider,
            List<String> topics,
            String type,
            int quality,
            int heat,
            boolean published,
            double score,
            Declared declared,
            String lead,
            List<Covering> coverage,
            List<Part> explanation,
            Because because) {}

    record ProviderView(String name, String domain) {
        static ProviderView of(ResolvedProvider provider) {
            return new ProviderView(provider.name(), provider.domain());
        }
    }

    record Rejection(
            String file, Optional<Integer> line, Optional<Integer> column, Optional<String> field, String reason) {}

    static Article entry(FeedEntry entry) {
        return article(Optional.of(entry.feed()), Optional.of(entry.rank()), entry.ranked());
    }

    static Article article(RankedArticle ranked) {
        return article(Optional.empty(), Optional.empty(), ranked);
    }

    private static Article article(Optional<String> feed, Optional<Integer> rank, RankedArticle ranked) {
        EnrichedArticle article = ranked.article();
        return new Article(
                feed,
                rank,
                article.id(),
                article.title(),
                article.url(),
                article.publishedDateTime(),
                ProviderView.of(article.provider()),
                article.topics().stream().map(ResolvedTopic::name).toList(),
                article.type(),
                ranked.quality(),
                ranked.heat(),
                ranked.published(),
                ranked.score(),
                article.declared(),
                ranked.lead(),
                ranked.coverage(),
                ranked.explanation(),
                ranked.because());
    }

    /** One for each problem of each file. */
    static List<Rejection> rejections(Map<String, List<Problem>> problems) {
        return problems.entrySet().stream()
                .flatMap(file -> file.getValue().stream()
                        .map(problem -> new Rejection(
                                file.getKey(), problem.line(), problem.column(), problem.field(), problem.reason())))
                .toList();
    }

    static String json(Object value) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
