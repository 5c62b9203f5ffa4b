package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.ExplanationText;
import dev.heatwire.app.report.FeedTable;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.events.url.CanonicalUrl;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heatwire explain}: why an article stands where it stands. */
@Command(
        name = "explain",
        description = "Explains the scores of an article, point by point.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final int MAX_CANDIDATES = 10;

    @Parameters(paramLabel = "ID|URL|TITLE", description = "Its id, its address, or a part of its title.")
    private String wanted;

    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        List<RankedArticle> found;
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
            found = find(wanted, reader.readTable(settings.topics().rankedArticles));
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException(notOne(found));
        }
        RankedArticle article = found.get(0);
        output.print(() -> JsonViews.article(article), out -> out.println(ExplanationText.of(article)));
        return ExitCode.DONE;
    }

    /** By id or address; else all whose title holds the text. */
    static List<RankedArticle> find(String wanted, Map<String, RankedArticle> articles) {
        RankedArticle byId = articles.get(CanonicalUrl.of(wanted).orElse(wanted));
        return byId == null ? withTitle(wanted, articles.values()) : List.of(byId);
    }

    private static List<RankedArticle> withTitle(String text, Collection<RankedArticle> articles) {
        String part = text.toLowerCase(Locale.ROOT);
        return articles.stream()
                .filter(ranked ->
                        ranked.article().title().toLowerCase(Locale.ROOT).contains(part))
                .toList();
    }

    private String notOne(List<RankedArticle> found) {
        if (found.isEmpty()) {
            return "no ranked article has that id, address or title: " + wanted;
        }
        return "%d titles hold \"%s\":%n%s"
                .formatted(
                        found.size(),
                        wanted,
                        found.stream()
                                .limit(MAX_CANDIDATES)
                                .map(ranked -> "  %s%n    %s"
                                        .formatted(
                                                FeedTable.printable(
                                                        ranked.article().title()),
                                                ranked.article().id()))
                                .collect(Collectors.joining(System.lineSeparator())));
    }
}
