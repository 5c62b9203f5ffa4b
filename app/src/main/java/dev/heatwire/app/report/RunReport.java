package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code run} tells a person: the feed of each category, the names of the other feeds, and counts. */
public final class RunReport {
    private RunReport() {}

    public static String of(SiteSummary overview, Instant now) {
        StringJoiner report = new StringJoiner("\n\n", "\n", "");
        Map<String, List<FeedEntry>> feeds = overview.feeds();
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
        report.add(counts(overview));
        Map<String, FileState> rejected = rejectedOf(overview.files());
        if (!rejected.isEmpty()) {
            report.add("rejected:\n" + lines(rejected));
        }
        return report.toString();
    }

    /**
     * What {@code ingest} tells.
     *
     * @param read how many files it has read
     * @param files the ledger
     */
    public static String ofFiles(int read, Map<String, FileState> files) {
        StringJoiner report = new StringJoiner("\n");
        report.add("%d %s read; %d published, %d shadowed, %d rejected"
                .formatted(
                        read,
                        read == 1 ? "file" : "files",
                        count(files, State.PUBLISHED),
                        count(files, State.SHADOWED),
                        count(files, State.REJECTED)));
        Map<String, FileState> rejected = rejectedOf(files);
        if (!rejected.isEmpty()) {
            report.add("rejected:\n" + lines(rejected));
        }
        return report.toString();
    }

    private static long count(Map<String, FileState> files, State state) {
        return files.values().stream().filter(file -> file.state() == state).count();
    }

    private static String counts(SiteSummary overview) {
        long articleFiles = overview.files().keySet().stream()
                .filter(path -> path.startsWith("articles/"))
                .count();
        int rejected = rejectedOf(overview.files()).size();
        return "%d %s read, %d ranked, %d published, %d %s rejected"
                .formatted(
                        articleFiles,
                        articleFiles == 1 ? "article" : "articles",
                        overview.ranked(),
                        overview.published(),
                        rejected,
                        rejected == 1 ? "file" : "files");
    }

    /** The files that could not be read, by path. */
    public static Map<String, FileState> rejectedOf(Map<String, FileState> files) {
        Map<String, FileState> rejected = new TreeMap<>(files);
        rejected.values().removeIf(file -> file.state() != State.REJECTED);
        return rejected;
    }

    private static String lines(Map<String, FileState> files) {
        return files.entrySet().stream()
                .flatMap(file -> file.getValue().problems().stream()
                        .map(problem -> "  " + FeedTable.printable(problem.in(file.getKey()))))
                .collect(Collectors.joining("\n"));
    }
}
