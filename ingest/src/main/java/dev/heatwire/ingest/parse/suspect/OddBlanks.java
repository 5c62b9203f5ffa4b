package dev.heatwire.ingest.parse.suspect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blanks that look like a space, or like nothing, and that YAML takes for letters: no-break spaces and their like. */
public final class OddBlanks {
    static final String ODD =
            "[\\u00A0\\u1680\\u180E\\u2000-\\u200F\\u2028\\u2029\\u202F\\u205F\\u2060\\u3000\\u3164\\uFEFF]";

    private static final Pattern ANY = Pattern.compile(ODD);

    /** In an indentation, behind a dash, before or behind the colon of a field's name. */
    private static final Pattern IN_STRUCTURE = Pattern.compile(
            "^[ \\t]*(?:-[ \\t]+)*(?:-|[\\w.-]+(?:[ \\t]*:[ \\t]*|(?=" + ODD + "+[ \\t]*:)))?(" + ODD + ")");

    private static final Pattern MERGED_LINES = Pattern.compile("(?:^|\\s)(?:-|[\\w.-]+:)" + ODD);
    private static final Pattern BEFORE_A_SIGN = Pattern.compile("^" + ODD + "+\\s*[\"'\\[{|>]");

    private OddBlanks() {}

    public static boolean isIn(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isOdd(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the character is one of {@link #ODD}; faster, because it is asked for each character of a file. */
    public static boolean isOdd(int c) {
        return c >= '\u00A0'
                && switch (c) {
                    case '\u00A0', '\u1680', '\u180E', '\u2028', '\u2029', '\u202F' -> true;
                    case '\u205F', '\u2060', '\u3000', '\u3164', '\uFEFF' -> true;
                    default -> c >= '\u2000' && c <= '\u200F';
                };
    }

    /** Without blanks of any kind at both ends. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || isOdd(c);
    }

    /** Whether an odd blank stands in the field's name, which no one sees. */
    public static boolean spoilName(String name) {
        return isIn(name)
                && (!strip(name).equals(name) || MERGED_LINES.matcher(name).find());
    }

    /**
     * Whether an odd blank kept YAML from seeing an item, a field or a quote.
     *
     * @param severalLines whether the text could be several items or fields
     */
    public static boolean spoilText(String text, boolean severalLines) {
        return isIn(text)
                && (text.startsWith("-") && text.length() > 1 && isIn(text.substring(1, 2))
                        || BEFORE_A_SIGN.matcher(text).find()
                        || severalLines && MERGED_LINES.matcher(text).find());
    }

    /** @param from in code points */
    public static Optional<Suspect> firstFrom(String text, int from) {
        Matcher blank = ANY.matcher(text);
        int at = text.offsetByCodePoints(0, Math.min(from, text.codePointCount(0, text.length())));
        return blank.find(at) ? Optional.of(suspect(text, blank.start())) : Optional.empty();
    }

    /** An odd blank that is part of how the line is built, not of what it says. */
    static Optional<Suspect> inStructure(String text, int start, int end) {
        Matcher line = IN_STRUCTURE.matcher(text).region(start, end);
        return line.find() ? Optional.of(suspect(text, line.start(1))) : Optional.empty();
    }

    private static Suspect suspect(String text, int at) {
        return Suspect.in(text, at, "odd-blank", "the blank %s is not a space; replace it".formatted(name(text, at)));
    }

    /** What to write about the first odd blank of a value. */
    public static Optional<String> nameOfFirst(String text) {
        Matcher blank = ANY.matcher(text);
        return blank.find() ? Optional.of(name(text, blank.start())) : Optional.empty();
    }

    private static String name(String text, int at) {
        int codePoint = text.codePointAt(at);
        return String.format(
                Locale.ROOT,
                "U+%04X (%s)",
                codePoint,
                Character.getName(codePoint).toLowerCase(Locale.ROOT));
    }
}
