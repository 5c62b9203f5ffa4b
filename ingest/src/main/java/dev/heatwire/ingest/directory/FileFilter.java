package dev.heatwire.ingest.directory;

import dev.heatwire.ingest.layout.Globs;
import dev.heatwire.ingest.layout.SiteLayout;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Selects the article files of the article folders. Patterns are globs of {@code FileSystem.getPathMatcher}, without
 * regard to case, for the path relative to the site folder; a pattern without a slash matches the file name, and
 * {@code **}{@code /} also matches no folder.
 */
public final class FileFilter {
    private static final List<String> DEFAULT_INCLUDE = List.of("*.md", "*.markdown");

    public static final FileFilter STANDARD = of("", "");

    /** Name endings of temporary files of editors and downloads. */
    private static final List<String> TEMPORARY_SUFFIXES = List.of(".tmp", ".part", ".swp", "~");

    private final List<String> include;
    private final List<String> exclude;
    private final List<PathMatcher> included;
    private final List<PathMatcher> excluded;

    private FileFilter(List<String> include, List<String> exclude) {
        this.include = include;
        this.exclude = exclude;
        this.included = matchers(include.isEmpty() ? DEFAULT_INCLUDE : include);
        this.excluded = matchers(exclude);
    }

    /**
     * @param include globs, separated by commas; none for Markdown files
     * @param exclude globs, separated by commas; they take precedence
     * @throws PatternSyntaxException naming the pattern
     */
    public static FileFilter of(String include, String exclude) {
        return new FileFilter(Globs.split(include), Globs.split(exclude));
    }

    /** This filter for a site: its patterns to include count where this filter has none; its others always count. */
    FileFilter in(SiteLayout layout) {
        List<String> all = new ArrayList<>(exclude);
        all.addAll(layout.exclude());
        return new FileFilter(include.isEmpty() ? layout.include() : include, all);
    }

    boolean accepts(Path path) {
        return !isHiddenOrTemporary(path)
                && included.stream().anyMatch(glob -> glob.matches(path))
                && !isExcluded(path);
    }

    boolean isHiddenOrTemporary(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || TEMPORARY_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    boolean isExcluded(Path path) {
        return excluded.stream().anyMatch(glob -> glob.matches(path));
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream().map(FileFilter::matcher).toList();
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
        return FileSystems.getDefault().getPathMatcher("glob:" + Globs.ignoringCase(pattern));
    }
}
