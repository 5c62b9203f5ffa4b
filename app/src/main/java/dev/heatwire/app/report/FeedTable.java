package dev.heatwire.app.report;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FeedEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A feed for people: one line for each place. */
public final class FeedTable {
    private static final List<String> HEADER = List.of("RANK", "HEAT", "QUALITY", "PUBLISHED", "PROVIDER", "TITLE");
    private static final List<String> MOVES_HEADER =
            Stream.concat(Stream.of("MOVE"), HEADER.stream()).toList();
    private static final int NUMBERS = 3;
    private static final Duration AGE_LIMIT = Duration.ofDays(2);

    private FeedTable() {}

    public static String of(List<FeedEntry> entries, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        entries.forEach(entry -> rows.add(row(entry, now)));
        return lines(rows, 0);
    }

    /** With a column that says where each article stood before. */
    public static String of(List<FeedEntry> entries, RankChanges moves, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(MOVES_HEADER);
        for (FeedEntry entry : entries) {
            rows.add(Stream.concat(Stream.of(moves.of(entry)), row(entry, now).stream())
                    .toList());
        }
        return lines(rows, 1);
    }

    private static List<String> row(FeedEntry entry, Instant now) {
        EnrichedArticle article = entry.article();
        return List.of(
                Integer.toString(entry.rank()),
                Integer.toString(entry.heat()),
                Integer.toString(entry.quality()),
                when(article.publishedDateTime(), now),
                printable(article.provider().name()),
                printable(article.title()));
    }

    private static String lines(List<List<String>> rows, int firstNumber) {
        int[] widths = widths(rows);
        return rows.stream().map(row -> line(row, widths, firstNumber)).collect(Collectors.joining("\n"));
    }

    /** An age while it says more than the date does. */
    static String when(Instant published, Instant now) {
        Duration age = Duration.between(published, now);
        if (age.isNegative() || age.compareTo(AGE_LIMIT) >= 0) {
            return published.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
        return age.toHours() > 0 ? age.toHours() + " h ago" : age.toMinutes() + " min ago";
    }

    /** Text from a file must not steer the terminal: control and direction characters become spaces. */
    public static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths, int firstNumber) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - width(cell));
            boolean number = column >= firstNumber && column < firstNumber + NUMBERS;
            line.append(number ? padding + cell : cell + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }

    /** Columns on a terminal: East Asian characters take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(codePoint -> switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
                    default -> 1;
                })
                .sum();
    }
}
