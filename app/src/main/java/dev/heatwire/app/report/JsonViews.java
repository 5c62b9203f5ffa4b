package dev.heatwire.app.report;

import dev.heatwire.events.DeclaredScores;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Problem;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON output of the commands. It is flat, so that one {@code jq} path selects any value. */
public final class JsonViews {
    private JsonViews() {}

    /**
     * The output of {@code run}: the feeds by name, every ranked article, the problems of rejected files, the files
     * that another one shadows, and those that were not read because they never stopped changing.
     */
    public record Everything(
            Map<String, List<Article>> feeds,
            List<Article> articles,
            List<Rejection> rejected,
            List<Shadowed> shadowed,
            List<String> beingWritten) {
        public static Everything of(FeedSnapshot snapshot, Set<String> beingWritten) {
            Map<String, List<Article>> feeds = new LinkedHashMap<>();
            snapshot.feeds()
                    .forEach((name, entries) -> feeds.put(
                            name,
                            entries.stream().map(entry -> entry(name, entry)).toList()));
            Map<String, List<Problem>> problems = new LinkedHashMap<>();
            RunReport.rejectedOf(snapshot.files()).forEach((file, state) -> problems.put(file, state.problems()));
            return new Everything(
                    feeds,
                    snapshot.articles().stream().map(JsonViews::article).toList(),
                    rejections(problems),
                    ShadowedFiles.in(snapshot.files()).entrySet().stream()
                            .map(file -> new Shadowed(file.getKey(), file.getValue()))
                            .toList(),
                    beingWritten.stream().sorted().toList());
        }
    }

    /** A ranked article; an entry of a feed also has feed and rank. */
    public record Article(
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
            DeclaredScores declared,
            String lead,
            Optional<String> story,
            int coverageCount,
            List<CoverageView> coverage,
            List<ScoreComponent> explanation,
            Reasons reasons) {}

    public record ProviderView(String name, String domain) {}

    /** A covering article; {@code live} says whether it has been ingested itself. */
    public record CoverageView(
            String id,
            String title,
            String url,
            String provider,
            Optional<Integer> quality,
            CoverageKind kind,
            boolean live,
            Optional<String> reason) {
        static CoverageView of(CoveringArticle covering) {
            return new CoverageView(
                    covering.id(),
                    covering.title(),
                    covering.url(),
                    covering.provider(),
                    covering.quality(),
                    covering.kind(),
                    covering.kind() != CoverageKind.DECLARED,
                    covering.reason());
        }

        static List<CoverageView> of(List<CoveringArticle> coverage) {
            return coverage.stream().map(CoverageView::of).toList();
        }
    }

    public record Rejection(
            String file, Optional<Integer> line, Optional<Integer> column, Optional<String> field, String reason) {}

    /** @param by the file of the same article that is published */
    public record Shadowed(String file, String by) {}

    public static Article entry(String feed, FeedEntry entry) {
        return new Article(
                Optional.of(feed),
                Optional.of(entry.rank()),
                entry.id(),
                entry.title(),
                entry.url(),
                entry.publishedDateTime(),
                new ProviderView(entry.provider().name(), entry.provider().domain()),
                entry.topics().stream().map(FeedEntry.EntryTopic::name).toList(),
                entry.type(),
                entry.quality(),
                entry.heat(),
                true,
                entry.score(),
                entry.declared(),
                entry.lead(),
                entry.story(),
                entry.coverageCount(),
                CoverageView.of(entry.coverage()),
                entry.explanation(),
                entry.reasons());
    }

    public static Article article(RankedArticle ranked) {
        EnrichedArticle article = ranked.article();
        return new Article(
                Optional.empty(),
                Optional.empty(),
                article.id(),
                article.title(),
                article.url(),
                article.publishedDateTime(),
                new ProviderView(article.provider().name(), article.provider().domain()),
                article.topics().stream().map(ResolvedTopic::name).toList(),
                article.type(),
                ranked.quality(),
                ranked.heat(),
                ranked.published(),
                ranked.score(),
                article.declared(),
                ranked.lead(),
                ranked.story(),
                ranked.coverageCount(),
                CoverageView.of(ranked.coverage()),
                ranked.explanation(),
                ranked.reasons());
    }

    /** Returns one rejection per problem of each file. */
    public static List<Rejection> rejections(Map<String, List<Problem>> problems) {
        return problems.entrySet().stream()
                .flatMap(file -> file.getValue().stream()
                        .map(problem -> new Rejection(
                                file.getKey(), problem.line(), problem.column(), problem.field(), problem.reason())))
                .toList();
    }

    public static String json(Object value) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
