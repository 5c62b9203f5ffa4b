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
public record FilePattern(String text) {
    private static final String WILDCARDS = "*?[{";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".md", ".markdown");

    /** @throws PatternSyntaxException when the text is no valid glob */
    public FilePattern {
        if (isGlob(text)) {
            matcher(text);
        }
    }

    private static boolean isGlob(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (WILDCARDS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + Globs.ignoringCase(glob));
    }

    /** Whether the path, relative to the site folder, belongs to the catalogue. */
    public boolean matches(String path) {
        if (path.equals(text)) {
            return true;
        }
        if (!isGlob(text)) {
            return isInFolder(path) && ENDINGS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
        }
        return matcher(text).matches(Path.of(path))
                || matcher(text.replace("**/", "")).matches(Path.of(path));
    }

    private boolean isInFolder(String path) {
        return path.length() > text.length() && path.charAt(text.length()) == '/' && path.startsWith(text);
    }

    /** The file or folder that contains all files of the pattern. */
    public String base() {
        if (!isGlob(text)) {
            return text;
        }
        int wildcard = 0;
        while (WILDCARDS.indexOf(text.charAt(wildcard)) < 0) {
            wildcard++;
        }
        int slash = text.lastIndexOf('/', wildcard);
        return slash < 0 ? "" : text.substring(0, slash);
    }
}
