package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.ExplanationText;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.events.text.UnicodeText;
import dev.heatwire.events.url.CanonicalUrl;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heatwire explain}: prints the scores of an article and their reasons. */
@Command(
        name = "explain",
        description = "Explains quality, heat, lead and coverage of an article.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final int MAX_CANDIDATES = 10;

    @Parameters(paramLabel = "ID|URL|TITLE", description = "Article id, URL, or an unambiguous part of the title.")
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
            found = find(wanted, reader.readTable(settings.topics().rankedArticles, candidates(wanted)));
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException(ambiguity(found));
        }
        RankedArticle article = found.get(0);
        output.print(() -> JsonViews.article(article), out -> out.println(ExplanationText.of(article)));
        return ExitCode.DONE;
    }

    /** Whether {@link #find} may find the article; the topic may hold more articles than fit into memory. */
    static BiPredicate<String, RankedArticle> candidates(String wanted) {
        String id = CanonicalUrl.of(wanted).orElse(wanted);
        String part = UnicodeText.searchable(wanted);
        return (key, ranked) -> id.equals(key) || hasAddress(ranked, wanted) || titleContains(ranked, part);
    }

    /** Finds by id or URL, else every article whose title contains the text. */
    static List<RankedArticle> find(String wanted, Map<String, RankedArticle> articles) {
        RankedArticle byId = articles.get(CanonicalUrl.of(wanted).orElse(wanted));
        if (byId != null) {
            return List.of(byId);
        }
        // an address with parameters that only this site ignores
        List<RankedArticle> byAddress = articles.values().stream()
                .filter(ranked -> hasAddress(ranked, wanted))
                .toList();
        return byAddress.isEmpty() ? byTitle(wanted, articles.values()) : byAddress;
    }

    private static List<RankedArticle> byTitle(String text, Collection<RankedArticle> articles) {
        String part = UnicodeText.searchable(text);
        return articles.stream().filter(ranked -> titleContains(ranked, part)).toList();
    }

    private static boolean hasAddress(RankedArticle ranked, String address) {
        return ranked.article().url().equals(address);
    }

    private static boolean titleContains(RankedArticle ranked, String searchable) {
        return UnicodeText.searchable(ranked.article().title()).contains(searchable);
    }

    private String ambiguity(List<RankedArticle> found) {
        if (found.isEmpty()) {
            return "no ranked article has this id, URL or title: " + wanted;
        }
        return "%d titles contain \"%s\":%n%s"
                .formatted(
                        found.size(),
                        wanted,
                        found.stream()
                                .limit(MAX_CANDIDATES)
                                .map(ranked -> "  %s%n    %s"
                                        .formatted(
                                                TerminalText.printable(
                                                        ranked.article().title()),
                                                TerminalText.printable(
                                                        ranked.article().url())))
                                .collect(Collectors.joining(System.lineSeparator())));
    }
}
