package dev.heatwire.ingest.layout;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of an article file says: {@code _posts/2013-05-24-a-title.md} has the date 2013-05-24 and the slug
 * {@code a-title}. A file named {@code index} has the name of its folder.
 *
 * @param date as written
 * @param section the name of the article folder, without a leading underscore; empty when addresses do not have it
 * @param path below the article folder, without ending
 * @param categories the folders above {@code _posts}, which Jekyll takes as categories
 */
record ArticleFileName(Optional<String> date, String slug, String section, String path, List<String> categories) {
    /** Folders that site generators leave out of addresses. */
    private static final Set<String> NO_SECTIONS = Set.of("", ".", "src", "content", "pages", "_posts");

    private static final Pattern DATED =
            Pattern.compile("(?<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[-_. ](?<slug>.+))?");
    private static final Pattern DATED_FOLDERS = Pattern.compile("(?:.*/)?([0-9]{4})/([0-9]{2})/([0-9]{2})/[^/]+");

    /** @param folder the article folder that contains the file, or empty */
    static ArticleFileName of(String file, String folder) {
        String below = file.startsWith(folder + "/") ? file.substring(folder.length() + 1) : file;
        String path = withoutEnding(below);
        if (path.endsWith("/index")) {
            path = path.substring(0, path.length() - "/index".length());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String section = folder.substring(folder.lastIndexOf('/') + 1);
        Matcher dated = DATED.matcher(name);
        Matcher folders = DATED_FOLDERS.matcher(path);
        Optional<String> date = dated.matches()
                ? Optional.of(dated.group("date"))
                : folders.matches()
                        ? Optional.of(folders.group(1) + "-" + folders.group(2) + "-" + folders.group(3))
                        : Optional.empty();
        String slug = dated.matches() && dated.group("slug") != null ? dated.group("slug") : name;
        return new ArticleFileName(date, slug, sectionOf(section), path, categoriesOf(folder));
    }

    private static String sectionOf(String name) {
        if (NO_SECTIONS.contains(name)) {
            return "";
        }
        return name.startsWith("_") ? name.substring(1) : name;
    }

    private static List<String> categoriesOf(String folder) {
        return folder.endsWith("/_posts")
                ? List.of(folder.substring(0, folder.length() - "/_posts".length())
                        .split("/"))
                : List.of();
    }

    /** The folders between the article folder and the file. */
    String folders() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** The path with another last part. */
    String pathTo(String lastPart) {
        return path.substring(0, path.lastIndexOf('/') + 1) + lastPart;
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
