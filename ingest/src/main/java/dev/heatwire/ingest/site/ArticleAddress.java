package dev.heatwire.ingest.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path of an article's address in the pattern of {@code site.yaml}, as a site generator makes it. Sources: Jekyll's
 * page on permalinks, Hugo's on URL management, Eleventy's on permalinks.
 *
 * @param doubt what the pattern does not cover, as a sentence
 */
record ArticleAddress(String path, Optional<String> doubt) {
    private static final String SECTION_AND_PATH = "/{section}/{path}/";
    private static final Pattern TOKEN = Pattern.compile(":[a-z_]+");

    private static final String OTHER_ADDRESSES =
            "files in %s have other addresses: give them webUrl, or leave the folder out of articles";

    private static final Map<String, String> JEKYLL_STYLES = Map.of(
            "date", "/:categories/:year/:month/:day/:title:output_ext",
            "pretty", "/:categories/:year/:month/:day/:title/",
            "none", "/:categories/:title:output_ext");

    private static final Map<String, String> JEKYLL_TOKENS = Map.ofEntries(
            Map.entry(":categories", "{categories}"),
            Map.entry(":slugified_categories", "{categories}"),
            Map.entry(":collection", "{section}"),
            Map.entry(":year", "{year}"),
            Map.entry(":month", "{month}"),
            Map.entry(":day", "{day}"),
            Map.entry(":title", "{slug}"),
            Map.entry(":slug", "{slug}"),
            Map.entry(":name", "{slug}"),
            Map.entry(":basename", "{slug}"),
            Map.entry(":path", "{path}"),
            Map.entry(":output_ext", ".html"));

    private static final Map<String, String> HUGO_TOKENS = Map.ofEntries(
            Map.entry(":section", "{section}"),
            Map.entry(":sections", "{section}/{folders}"),
            Map.entry(":year", "{year}"),
            Map.entry(":month", "{month}"),
            Map.entry(":day", "{day}"),
            Map.entry(":slug", "{slug}"),
            Map.entry(":title", "{slug}"),
            Map.entry(":filename", "{slug}"),
            Map.entry(":slugorfilename", "{slug}"),
            Map.entry(":contentbasename", "{slug}"),
            Map.entry(":slugorcontentbasename", "{slug}"));

    /** @param folders the article folders */
    static ArticleAddress of(SiteConfiguration configuration, Set<String> folders) {
        return switch (configuration.generator()) {
            case JEKYLL -> jekyll(configuration, folders);
            case HUGO -> hugo(configuration, folders);
            case ELEVENTY -> certain("/{section}/{folders}/{slug}/");
            case ASTRO, NONE -> certain(SECTION_AND_PATH);
        };
    }

    private static ArticleAddress jekyll(SiteConfiguration configuration, Set<String> folders) {
        String style = configuration.setting("permalink").orElse("date");
        String page =
                style.equals("pretty") || style.endsWith("/") ? "/:collection/:path/" : "/:collection/:path:output_ext";
        return common(
                folders.stream()
                        .collect(Collectors.toMap(
                                folder -> folder,
                                folder -> isPosts(folder)
                                        ? JEKYLL_STYLES.getOrDefault(style, style)
                                        : configuration
                                                .setting("collections", folder.substring(1), "permalink")
                                                .orElse(page))),
                JEKYLL_TOKENS,
                JEKYLL_STYLES.get("pretty"));
    }

    private static boolean isPosts(String folder) {
        return !folder.startsWith("_") || folder.equals("_posts");
    }

    private static ArticleAddress hugo(SiteConfiguration configuration, Set<String> folders) {
        return common(
                folders.stream().collect(Collectors.toMap(folder -> folder, folder -> {
                    String section = folder.substring(folder.lastIndexOf('/') + 1);
                    return configuration
                            .setting("permalinks", "page", section)
                            .or(() -> configuration.setting("permalinks", section))
                            .orElse(SECTION_AND_PATH);
                })),
                HUGO_TOKENS,
                SECTION_AND_PATH);
    }

    /** The pattern that most folders have; {@code site.yaml} has one for all. */
    private static ArticleAddress common(Map<String, String> patterns, Map<String, String> tokens, String standard) {
        Map<String, List<String>> folders =
                patterns.keySet().stream().sorted().collect(Collectors.groupingBy(patterns::get));
        String pattern = folders.keySet().stream()
                .min((one, other) -> {
                    int more = folders.get(other).size() - folders.get(one).size();
                    return more == 0 ? one.compareTo(other) : more;
                })
                .orElse(standard);
        List<String> others = folders.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(pattern))
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
        if (TOKEN.matcher(translated(pattern, tokens)).find()) {
            return new ArticleAddress(
                    translated(standard, tokens),
                    Optional.of("the permalink %s cannot be expressed: change webUrl".formatted(pattern)));
        }
        return new ArticleAddress(
                translated(pattern, tokens),
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of(OTHER_ADDRESSES.formatted(String.join(", ", others))));
    }

    private static String translated(String pattern, Map<String, String> tokens) {
        String path = TOKEN.matcher(pattern).replaceAll(token -> tokens.getOrDefault(token.group(), token.group()));
        return path.startsWith("/") ? path : "/" + path;
    }

    private static ArticleAddress certain(String path) {
        return new ArticleAddress(path, Optional.empty());
    }
}
