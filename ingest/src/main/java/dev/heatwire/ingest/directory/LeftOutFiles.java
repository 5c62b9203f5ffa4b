package dev.heatwire.ingest.directory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Files that look like articles, and whose names {@code include} does not match. */
final class LeftOutFiles {
    private static final List<String> ENDINGS =
            List.of(".mdx", ".mdown", ".mkd", ".txt", ".html", ".htm", ".adoc", ".rst", ".org", ".md", ".markdown");

    private static final int MAX_NAMED = 3;

    private final Set<String> names = new TreeSet<>();

    void add(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().anyMatch(lower::endsWith)) {
            names.add(name);
        }
    }

    /** A sentence, or none. */
    List<String> notes() {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> named = names.stream().limit(MAX_NAMED).toList();
        return List.of("%d %s left out, because `include` does not match: %s%s"
                .formatted(
                        names.size(),
                        names.size() == 1 ? "file is" : "files are",
                        String.join(", ", named),
                        names.size() > MAX_NAMED ? ", …" : ""));
    }
}
