package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats the feeds of each category, the names of the other feeds, counts, and rejected files for people. */
public final class RunReport {
    private RunReport() {}

    public static String of(SiteSummary summary, Instant now) {
        StringJoiner report = new StringJoiner("\n\n", "\n", "");
        Map<String, List<FeedEntry>> feeds = summary.feeds();
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
            report.add(reasonOfEmptiness(summary));
        }
        report.add(counts(summary));
        addFiles(report, summary.files(), summary.beingWritten());
        return report.toString();
    }

    /**
     * The report of {@code ingest}.
     *
     * @param read the number of files that were read
     * @param files the ledger of file states
     * @param beingWritten the files that were not read because they never stopped changing
     */
    public static String ofFiles(int read, Map<String, FileState> files, Set<String> beingWritten) {
        StringJoiner report = new StringJoiner("\n");
        report.add("%s read; %d published, %d shadowed, %d rejected"
                .formatted(
                        TerminalText.count(read, "file"),
                        count(files, State.PUBLISHED),
                        count(files, State.SHADOWED),
                        count(files, State.REJECTED)));
        addFiles(report, files, beingWritten);
        return report.toString();
    }

    private static String reasonOfEmptiness(SiteSummary summary) {
        if (summary.highestHeat().isEmpty()) {
            return "no article is published, because none has been read";
        }
        int highest = summary.highestHeat().getAsInt();
        return highest < summary.minimumHeat()
                ? "no article is published: the highest heat is " + highest + ", publish.minimumHeat is "
                        + summary.minimumHeat() + " (policy.yaml)"
                : "no article is published; `heatwire explain` says why";
    }

    private static void addFiles(StringJoiner report, Map<String, FileState> files, Set<String> beingWritten) {
        if (!beingWritten.isEmpty()) {
            report.add("not read, because still being written:\n"
                    + beingWritten.stream()
                            .sorted()
                            .map(path -> "  " + TerminalText.printable(path))
                            .collect(Collectors.joining("\n")));
        }
        Map<String, String> shadowed = ShadowedFiles.in(files);
        if (!shadowed.isEmpty()) {
            report.add("not published, because another file holds the same article and comes first:\n"
                    + shadowed.entrySet().stream()
                            .map(file -> "  " + file.getKey() + " (published: " + file.getValue() + ")")
                            .map(TerminalText::printable)
                            .collect(Collectors.joining("\n")));
        }
        Map<String, FileState> rejected = rejectedOf(files);
        if (!rejected.isEmpty()) {
            report.add("rejected:\n" + lines(rejected));
        }
    }

    private static long count(Map<String, FileState> files, State state) {
        return files.values().stream().filter(file -> file.state() == state).count();
    }

    private static String counts(SiteSummary summary) {
        long articleFiles = summary.files().entrySet().stream()
                .filter(file -> FileState.keyOfRecord(file.getKey()).isEmpty())
                .filter(file -> isArticle(file.getKey(), file.getValue()))
                .count();
        int rejected = rejectedOf(summary.files()).size();
        return "%s read, %d ranked, %d published, %s rejected"
                .formatted(
                        TerminalText.count(articleFiles, "article"),
                        summary.ranked(),
                        summary.published(),
                        TerminalText.count(rejected, "file"));
    }

    /** The folder of an article file is the site's choice; a rejected one has no article. */
    private static boolean isArticle(String path, FileState state) {
        return state.article().isPresent() || state.state() == State.REJECTED && !path.endsWith(".yaml");
    }

    /** The rejected files, by path. */
    public static Map<String, FileState> rejectedOf(Map<String, FileState> files) {
        Map<String, FileState> rejected = new TreeMap<>(files);
        rejected.values().removeIf(file -> file.state() != State.REJECTED);
        return rejected;
    }

    private static String lines(Map<String, FileState> files) {
        return files.entrySet().stream()
                .flatMap(file -> file.getValue().problems().stream()
                        .map(problem -> "  " + TerminalText.printable(problem.in(file.getKey()))))
                .collect(Collectors.joining("\n"));
    }
}
