package dev.heatwire.ingest.parse.suspect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that are meant to be fields: YAML sees no field in them, or more than one line. */
final class FieldLines {
    /** A colon without a blank, unless it belongs to a URL or a time, or another sign that looks like a colon. */
    private static final Pattern COLON =
            Pattern.compile("(?m)^[ \\t]*(?:-[ \\t]+)?[A-Za-z][\\w-]*[ \\t]*(?::(?=[^\\s/:])(?!" + OddBlanks.ODD
                    + ")|[\\uFF1A\\uFE55\\u2236\\uA789])");

    private static final Pattern SEPARATOR = Pattern.compile("[\\u0085\\u2028\\u2029]");

    private FieldLines() {}

    /** The sign between name and value, where it is not the colon and the space that YAML needs. */
    static Optional<Suspect> colon(String text, int start, int end) {
        Matcher line = COLON.matcher(text).region(start, end);
        if (!line.find()) {
            return Optional.empty();
        }
        int at = line.end() - 1;
        return Optional.of(Suspect.in(
                text,
                at,
                "yaml",
                text.charAt(at) == ':'
                        ? "a space is missing after the colon"
                        : "the sign %s is not a colon; write : and a space".formatted(name(text.charAt(at)))));
    }

    /** A line break that editors do not show. */
    static Optional<Suspect> separator(String text, int start, int end) {
        Matcher line = SEPARATOR.matcher(text).region(start, end);
        return line.find()
                ? Optional.of(Suspect.in(
                        text,
                        line.start(),
                        "yaml",
                        "the character %s ends the line; remove it".formatted(name(text.charAt(line.start())))))
                : Optional.empty();
    }

    private static String name(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }
}
