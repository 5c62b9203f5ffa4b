package dev.heatwire.app;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What {@code run} tells a person: the feed of each category, the names of the other feeds, and counts. */
final class Report {
    private Report() {}

    static String of(Standings standings, Instant now) {
        StringJoiner report = new StringJoiner("\n\n", "\n", "");
        Map<String, List<FeedEntry>> feeds = standings.feeds();
        feeds.forEach((name, entries) -> {
            if (!name.contains("/")) {
                report.add(name + "\n" + FeedTable.of(entries, now));
            }
        });
        String others = feeds.entrySet().stream()
                .filter(feed -> feed.getKey().contains("/"))
                .map(feed -> "%s (%d)".formatted(feed.getKey(), feed.getValue().size()))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            report.add("feeds by topic: " + others);
        }
        if (feeds.isEmpty()) {
            report.add("no article is published");
        }
        report.add(counts(standings));
        if (!standings.rejected().isEmpty()) {
            report.add("rejected:\n" + rejected(standings));
        }
        return report.toString();
    }

    static String counts(Standings standings) {
        long articleFiles = standings.files().keySet().stream()
                .filter(path -> path.endsWith(".md"))
                .count();
        long published =
                standings.articles().stream().filter(RankedArticle::published).count();
        return "%d %s read, %d ranked, %d published, %d %s rejected"
                .formatted(
                        articleFiles,
                        articleFiles == 1 ? "article" : "articles",
                        standings.articles().size(),
                        published,
                        standings.rejected().size(),
                        standings.rejected().size() == 1 ? "file" : "files");
    }

    private static String rejected(Standings standings) {
        return standings.rejected().entrySet().stream()
                .flatMap(file -> file.getValue().problems().stream()
                        .map(problem -> "  " + FeedTable.printable(problem.in(file.getKey()))))
                .collect(Collectors.joining("\n"));
    }
}
