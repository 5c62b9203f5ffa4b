package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a feed as a table with aligned columns. */
public final class FeedTable {
    private static final int NAMED_PROVIDERS = 2;
    private static final List<String> HEADER = List.of("RANK", "HEAT", "QUALITY", "PUBLISHED", "PROVIDER", "TITLE");
    private static final List<String> CHANGES_HEADER =
            Stream.concat(Stream.of("MOVE"), HEADER.stream()).toList();
    private static final int NUMBER_COLUMNS = 3;
    private static final Duration MAX_AGE = Duration.ofDays(2);

    private FeedTable() {}

    public static String of(List<FeedEntry> entries, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        entries.forEach(entry -> rows.add(row(entry, now)));
        return lines(rows, 0);
    }

    /** Adds a column with the rank change of each article. */
    public static String of(List<FeedEntry> entries, RankChanges changes, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(CHANGES_HEADER);
        for (FeedEntry entry : entries) {
            rows.add(Stream.concat(Stream.of(changes.of(entry)), row(entry, now).stream())
                    .toList());
        }
        return lines(rows, 1);
    }

    private static List<String> row(FeedEntry entry, Instant now) {
        return List.of(
                Integer.toString(entry.rank()),
                Integer.toString(entry.heat()),
                Integer.toString(entry.quality()),
                ageOrDate(entry.publishedDateTime(), now),
                TerminalText.printable(entry.provider().name()),
                TerminalText.printable(entry.title() + company(entry)));
    }

    /** Who else tells a detected story; the articles that a file declares are what its editor knows. */
    private static String company(FeedEntry entry) {
        return entry.story().isEmpty()
                ? ""
                : company(
                        entry.coverageCount(),
                        entry.coverage().stream().map(CoveringArticle::provider).toList());
    }

    static String company(int count, List<String> providers) {
        String names = providers.stream().limit(NAMED_PROVIDERS).collect(Collectors.joining(", "));
        return count == 0 ? "" : " (%d more: %s%s)".formatted(count, names, count > NAMED_PROVIDERS ? ", …" : "");
    }

    private static String lines(List<List<String>> rows, int firstNumberColumn) {
        int[] widths = widths(rows);
        return rows.stream().map(row -> line(row, widths, firstNumberColumn)).collect(Collectors.joining("\n"));
    }

    /** The age of an article up to two days, else its date. */
    static String ageOrDate(Instant published, Instant now) {
        Duration age = Duration.between(published, now);
        if (age.isNegative() || age.compareTo(MAX_AGE) >= 0) {
            return published.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
        return age.toHours() > 0 ? age.toHours() + " h ago" : age.toMinutes() + " min ago";
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], TerminalText.width(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths, int firstNumberColumn) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - TerminalText.width(cell));
            boolean isNumber = column >= firstNumberColumn && column < firstNumberColumn + NUMBER_COLUMNS;
            line.append(isNumber ? padding + cell : cell + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
