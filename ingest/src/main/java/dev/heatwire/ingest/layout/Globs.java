package dev.heatwire.ingest.layout;

import java.util.ArrayList;
import java.util.List;

/** Globs of {@code FileSystem.getPathMatcher}, and lists of them. */
public final class Globs {
    private Globs() {}

    /** The same glob without regard to case: {@code *.md} becomes {@code *.[mM][dD]}. */
    public static String ignoringCase(String glob) {
        StringBuilder both = new StringBuilder();
        boolean inBrackets = false;
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (c == '\\' && at + 1 < glob.length()) {
                both.append(c).append(glob.charAt(++at));
                continue;
            }
            inBrackets = c == '[' || inBrackets && c != ']';
            char lower = Character.toLowerCase(c);
            char upper = Character.toUpperCase(c);
            if (inBrackets || lower == upper) {
                both.append(c);
            } else {
                both.append('[').append(lower).append(upper).append(']');
            }
        }
        return both.toString();
    }

    /** Splits at commas, except within braces and brackets. */
    public static List<String> split(String patterns) {
        List<String> split = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < patterns.length(); at++) {
            char c = patterns.charAt(at);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (c == ',' && depth <= 0) {
                split.add(pattern.toString().strip());
                pattern.setLength(0);
            } else {
                pattern.append(c);
            }
        }
        split.add(pattern.toString().strip());
        split.removeIf(String::isEmpty);
        return split;
    }
}
