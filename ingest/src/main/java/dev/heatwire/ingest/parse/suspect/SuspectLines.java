package dev.heatwire.ingest.parse.suspect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the line of a failure, and at the lines above it, for what people write and YAML does not mean. */
public final class SuspectLines {
    /** Git and Mercurial write seven signs at the start of a line. */
    private static final Pattern CONFLICT = Pattern.compile("^(?:<{7}|>{7}|\\|{7})(?: .*)?$|^={7}$", Pattern.MULTILINE);

    private static final Pattern VALUE =
            Pattern.compile("^[ \\t]*(?:-[ \\t]+)*(?:[^\\s:#\"'\\[\\]{}!&*|>%@`,-][^:\\n]*?:[ \\t]+)?(?<value>\\S.*)$");

    /** So far above a failure can its cause be, in lines. */
    private static final int REACH = 50;

    private SuspectLines() {}

    /** The first line of an unresolved merge conflict. */
    public static Optional<Suspect> conflict(String text) {
        Matcher line = CONFLICT.matcher(text);
        return line.find()
                ? Optional.of(Suspect.in(
                        text, line.start(), "merge-conflict", "the line is part of an unresolved merge conflict"))
                : Optional.empty();
    }

    /** @param failure where the parser stopped, in code points */
    public static Optional<Suspect> of(String text, int failure) {
        int at = text.offsetByCodePoints(0, Math.min(failure, text.codePointCount(0, text.length())));
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = endOfLine(text, start);
        int lineBefore = text.lastIndexOf('\n', start - 2) + 1;
        return OddBlanks.inStructure(text, start, end)
                .or(() -> reserved(text, start, end))
                .or(() -> FieldLines.colon(text, lineBefore, end))
                .or(() -> FieldLines.separator(text, lineBefore, end))
                .or(() -> above(text, start, text.substring(start, at)));
    }

    /** The backslash before the place where the parser stopped, in code points. */
    public static Optional<Suspect> escape(String text, int failure) {
        int backslash = text.lastIndexOf('\\', text.offsetByCodePoints(0, failure));
        return backslash < 0
                ? Optional.empty()
                : Optional.of(Suspect.in(
                        text,
                        backslash,
                        "yaml",
                        "a backslash in double quotes begins an escape; double it, or use single quotes"));
    }

    /** A value of the line that begins with a sign, where the sign explains the failure. */
    private static Optional<Suspect> reserved(String text, int start, int end) {
        Matcher line = VALUE.matcher(text).region(start, end);
        if (!line.find()) {
            return Optional.empty();
        }
        String value = line.group("value").stripTrailing();
        char sign = value.charAt(0);
        boolean spoils = switch (sign) {
            case '[', '{' -> isFollowed(value, closing(value));
            case '"', '\'' -> isFollowed(value, closingQuote(value));
            case '-', '?' -> value.startsWith(" ", 1);
            case '*' -> value.contains(" ") || value.indexOf('*', 1) > 0;
            case '!', '&', '|', '>', '%', '@', '`', ',', ']', '}', ':' -> true;
            default -> false;
        };
        boolean quotesInQuotes = (sign == '"' || sign == '\'') && value.length() > 1 && value.endsWith("" + sign);
        return spoils
                ? Optional.of(Suspect.in(
                        text, line.start("value"), "yaml", quotesInQuotes ? quoteInQuotes(sign) : Suspect.RESERVED))
                : Optional.empty();
    }

    private static String quoteInQuotes(char sign) {
        return "a quote stands within a text in quotes; "
                + (sign == '"' ? "put a backslash before it, or use single quotes" : "double it");
    }

    /** The index of the quote that closes the first one, or -1. */
    private static int closingQuote(String value) {
        char sign = value.charAt(0);
        for (int at = 1; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean isEscaped = sign == '"' ? c == '\\' : c == sign && value.startsWith("'", at + 1);
            if (isEscaped) {
                at++;
            } else if (c == sign) {
                return at;
            }
        }
        return -1;
    }

    /** The index of the bracket that closes the first one, or -1. */
    private static int closing(String value) {
        int depth = 0;
        for (int at = 0; at < value.length(); at++) {
            switch (value.charAt(at)) {
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isFollowed(String value, int closing) {
        String rest = closing < 0 ? "" : value.substring(closing + 1).strip();
        return !rest.isEmpty() && !rest.startsWith("#");
    }

    /** The nearest line above with an odd blank, or with the open quote that the line of the failure closes. */
    private static Optional<Suspect> above(String text, int below, String failing) {
        int end = below;
        for (int lines = 0; lines < REACH && end > 0; lines++) {
            int start = text.lastIndexOf('\n', end - 2) + 1;
            Optional<Suspect> found = OddBlanks.inStructure(text, start, end);
            if (found.isEmpty()) {
                found = openQuote(text, start, end, failing);
            }
            if (found.isPresent()) {
                return found;
            }
            end = start;
        }
        return Optional.empty();
    }

    private static Optional<Suspect> openQuote(String text, int start, int end, String failing) {
        Matcher line = VALUE.matcher(text).region(start, Math.max(start, end - 1));
        if (!line.find()) {
            return Optional.empty();
        }
        String value = line.group("value");
        char sign = value.charAt(0);
        return (sign == '"' || sign == '\'') && value.indexOf(sign, 1) < 0 && failing.indexOf(sign) >= 0
                ? Optional.of(Suspect.in(text, line.start("value"), "yaml", "a quote is opened and never closed"))
                : Optional.empty();
    }

    private static int endOfLine(String text, int from) {
        int at = text.indexOf('\n', from);
        return at < 0 ? text.length() : at;
    }
}
