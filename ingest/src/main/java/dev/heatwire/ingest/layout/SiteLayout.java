package dev.heatwire.ingest.layout;

import dev.heatwire.events.url.TrackingParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site folder's {@code site.yaml}.
 *
 * @param title of the site, for pages and feeds
 * @param url the address of the site, for pages and feeds; addresses in article files are relative to it
 * @param articles the folders of article files
 * @param include globs of article files; empty for the default
 * @param exclude globs of files that are no articles
 * @param fields the names of our fields in the site's files; the first one present counts
 * @param defaults fields for files that do not have them: texts, lists and maps
 * @param fingerprint the hash of the file, so that articles are read again after a change; empty without a file
 */
public record SiteLayout(
        Optional<String> title,
        Optional<String> url,
        List<String> articles,
        List<String> include,
        List<String> exclude,
        FilePattern topics,
        FilePattern providers,
        Map<String, List<String>> fields,
        Map<String, Object> defaults,
        DateRules dates,
        TrackingParameters ignoredParameters,
        String fingerprint) {
    public static final String FILE = "site.yaml";
    public static final String POLICY = "policy.yaml";
    public static final FilePattern TOPICS = new FilePattern("topics.yaml");
    public static final FilePattern PROVIDERS = new FilePattern("providers.yaml");

    /** The layout of a folder without {@code site.yaml}. */
    public static final SiteLayout STANDARD = new SiteLayout(
            Optional.empty(),
            Optional.empty(),
            List.of("articles"),
            List.of(),
            List.of(),
            TOPICS,
            PROVIDERS,
            Map.of(),
            Map.of(),
            DateRules.COMPLETE,
            TrackingParameters.STANDARD,
            "");

    /** What ingest reads a file as. */
    public enum Role {
        SITE,
        POLICY,
        TOPICS,
        PROVIDERS,
        ARTICLE;

        public boolean isReference() {
            return this != ARTICLE;
        }
    }

    /** @param path relative to the site folder, with forward slashes */
    public Role roleOf(String path) {
        if (path.equals(FILE)) {
            return Role.SITE;
        }
        if (path.equals(POLICY)) {
            return Role.POLICY;
        }
        if (topics.matches(path)) {
            return Role.TOPICS;
        }
        return providers.matches(path) ? Role.PROVIDERS : Role.ARTICLE;
    }

    public boolean isArticle(String path) {
        return roleOf(path) == Role.ARTICLE;
    }

    public boolean isInArticleFolder(String path) {
        return folderOf(path).isPresent();
    }

    /** The article folder that contains the file; empty for a record of the input topic. */
    Optional<String> folderOf(String path) {
        return articles.stream()
                .filter(folder -> folder.equals(".") || path.startsWith(folder + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** Whether the files were written for another tool, whose optional fields may differ from ours. */
    public boolean hasOtherFieldNames() {
        return !fields.isEmpty();
    }
}
