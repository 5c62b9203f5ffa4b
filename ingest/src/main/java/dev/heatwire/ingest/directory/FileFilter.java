package dev.heatwire.ingest.directory;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Selects the article files under {@code articles/}. Patterns are globs of {@code FileSystem.getPathMatcher} for the
 * path
 * relative to the site folder; a pattern without a slash matches the file name, and {@code **}{@code /} also matches no
 * folder.
 */
public final class FileFilter {
    public static final FileFilter STANDARD = of("*.md", "");

    /** Name endings of temporary files of editors and downloads. */
    private static final List<String> TEMPORARY_SUFFIXES = List.of(".tmp", ".part", ".swp", "~");

    private final List<PathMatcher> included;
    private final List<PathMatcher> excluded;

    private FileFilter(List<PathMatcher> included, List<PathMatcher> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    /**
     * @param include globs, separated by commas
     * @param exclude globs, separated by commas; they take precedence
     * @throws PatternSyntaxException naming the pattern
     */
    public static FileFilter of(String include, String exclude) {
        return new FileFilter(matchers(include), matchers(exclude));
    }

    boolean accepts(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".")
                && TEMPORARY_SUFFIXES.stream().noneMatch(name::endsWith)
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
