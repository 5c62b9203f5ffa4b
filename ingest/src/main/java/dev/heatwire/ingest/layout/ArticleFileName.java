package dev.heatwire.ingest.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of an article file says: {@code _posts/2013-05-24-a-title.md} has the date 2013-05-24 and the slug
 * {@code a-title}. A file named {@code index} has the name of its folder.
 *
 * @param date as written
 * @param section the name of the article folder, without a leading underscore
 * @param path below the article folder, without ending
 */
record ArticleFileName(Optional<String> date, String slug, String section, String path) {
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
        return new ArticleFileName(date, slug, section.startsWith("_") ? section.substring(1) : section, path);
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }
}
