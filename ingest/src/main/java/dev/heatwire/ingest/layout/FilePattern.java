package dev.heatwire.ingest.layout;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/**
 * The files of a catalogue: one file, a folder, or a glob, relative to the site folder. A folder stands for its YAML
 * and Markdown files at any depth.
 */
public final class FilePattern {
    private static final String WILDCARDS = "*?[{";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".md", ".markdown");

    private final String text;
    /** Of a glob, compiled once: every path of a site is matched at every pass. Empty for a file or folder. */
    private final List<PathMatcher> globs;

    /** @throws PatternSyntaxException when the text is no valid glob */
    public FilePattern(String text) {
        this.text = text;
        this.globs = firstWildcard(text) < text.length()
                ? List.of(matcher(text), matcher(text.replace("**/", "")))
                : List.of();
    }

    private static int firstWildcard(String text) {
        int at = 0;
        while (at < text.length() && WILDCARDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + Globs.ignoringCase(glob));
    }

    public String text() {
        return text;
    }

    /** Whether the path, relative to the site folder, belongs to the catalogue. */
    public boolean matches(String path) {
        if (path.equals(text)) {
            return true;
        }
        if (globs.isEmpty()) {
            return isInFolder(path) && ENDINGS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
        }
        Path file = Path.of(path);
        return globs.stream().anyMatch(glob -> glob.matches(file));
    }

    private boolean isInFolder(String path) {
        return path.length() > text.length() && path.charAt(text.length()) == '/' && path.startsWith(text);
    }

    /** The file or folder that contains all files of the pattern. */
    public String base() {
        if (globs.isEmpty()) {
            return text;
        }
        int slash = text.lastIndexOf('/', firstWildcard(text));
        return slash < 0 ? "" : text.substring(0, slash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
