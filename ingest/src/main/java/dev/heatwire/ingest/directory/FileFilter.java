package dev.heatwire.ingest.directory;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which files under {@code articles/} are article files. Patterns are globs, as {@code FileSystem.getPathMatcher} has
 * them, for the path relative to the site folder; one without a slash is for the name alone, and {@code **}{@code /}
 * also stands for no folder at all.
 */
public final class FileFilter {
    public static final FileFilter STANDARD = of("*.md", "");

    /** Names under which editors and downloads keep what is not finished yet. */
    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".swp", "~");

    private final List<PathMatcher> included;
    private final List<PathMatcher> excluded;

    private FileFilter(List<PathMatcher> included, List<PathMatcher> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    /**
     * @param include globs, separated by commas
     * @param exclude globs, separated by commas; they win
     * @throws PatternSyntaxException naming the pattern
     */
    public static FileFilter of(String include, String exclude) {
        return new FileFilter(matchers(include), matchers(exclude));
    }

    boolean takes(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".")
                && UNFINISHED.stream().noneMatch(name::endsWith)
                && included.stream().anyMatch(glob -> glob.matches(path))
                && excluded.stream().noneMatch(glob -> glob.matches(path));
    }

    private static List<PathMatcher> matchers(String patterns) {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns.split(",")) {
            if (!pattern.isBlank()) {
                matchers.add(matcher(pattern.strip()));
            }
        }
        return matchers;
    }

    private static PathMatcher matcher(String pattern) {
        if (!pattern.contains("/")) {
            PathMatcher name = glob(pattern);
            return path -> name.matches(path.getFileName());
        }
        PathMatcher whole = glob(pattern);
        PathMatcher withoutFolder = glob(pattern.replace("**/", ""));
        return path -> whole.matches(path) || withoutFolder.matches(path);
    }

    private static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
