package dev.heatwire.app.report;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import java.util.Locale;
import java.util.StringJoiner;

/** Formats the scores of an article and their reasons for people. */
public final class ExplanationText {
    private ExplanationText() {}

    public static String of(RankedArticle ranked) {
        EnrichedArticle article = ranked.article();
        StringJoiner text = new StringJoiner("\n");
        text.add(TerminalText.printable(article.title()));
        text.add(TerminalText.printable(article.url()));
        text.add("%s (%s), published %s"
                .formatted(
                        TerminalText.printable(article.provider().name()),
                        article.provider().domain(),
                        article.publishedDateTime()));
        text.add("");
        text.add("quality %d".formatted(ranked.quality()));
        for (ScoreComponent component : ranked.explanation()) {
            text.add("  %+4d  %s".formatted(component.points(), TerminalText.printable(component.reason())));
        }
        text.add("");
        text.add("coverage %d".formatted(ranked.coverageCount()));
        for (CoveringArticle covering : ranked.coverage()) {
            text.add("  %4s  %s (%s)"
                    .formatted(
                            covering.quality().map(String::valueOf).orElse("?"),
                            TerminalText.printable(covering.title()),
                            covering.kind().name().toLowerCase(Locale.ROOT)));
            text.add("        " + TerminalText.printable(covering.url()));
            covering.reason().ifPresent(reason -> text.add("        " + TerminalText.printable(reason)));
        }
        if (ranked.coverageCount() > ranked.coverage().size()) {
            text.add("        and %d more"
                    .formatted(ranked.coverageCount() - ranked.coverage().size()));
        }
        text.add("");
        text.add(ranked.reasons().lead());
        text.add("heat %d: %s".formatted(ranked.heat(), ranked.reasons().heat()));
        text.add(ranked.reasons().published());
        return text.toString();
    }
}
