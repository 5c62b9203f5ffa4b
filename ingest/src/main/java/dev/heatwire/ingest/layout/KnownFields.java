package dev.heatwire.ingest.layout;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of an article, and the names that other tools have for them. */
public final class KnownFields {
    private static final Set<String> NAMES = Set.of(
            "category",
            "title",
            "excerpt",
            "publishedDateTime",
            "updatedDateTime",
            "webUrl",
            "originalUrl",
            "ampWebUrl",
            "cdnAmpWebUrl",
            "type",
            "quality",
            "heat",
            "published",
            "provider",
            "provider.name",
            "provider.domain",
            "provider.images",
            "topics",
            "images",
            "related",
            "unrelated",
            "featuredContent",
            "locale",
            "tags",
            "editorial",
            "editorial.hold",
            "editorial.boost",
            "editorial.note",
            "secured");

    /** The most usual name first. */
    private static final Map<String, List<String>> ALTERNATIVES = alternatives();

    private KnownFields() {}

    private static Map<String, List<String>> alternatives() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("title", List.of("headline", "name", "seo.title", "heading"));
        names.put(
                "publishedDateTime",
                List.of(
                        "date",
                        "pubDate",
                        "publishDate",
                        "publishedDate",
                        "published_at",
                        "publishedAt",
                        "date_published",
                        "datePublished",
                        "pub_date",
                        "publish_date",
                        "publication_date",
                        "posted",
                        "created_at",
                        "created"));
        names.put(
                "updatedDateTime",
                List.of("lastmod", "updated", "updatedDate", "last_modified_at", "modified", "updated_at"));
        names.put(
                "webUrl",
                List.of("link", "source_url", "external_url", "canonical_url", "canonicalUrl", "url", "permalink"));
        names.put("excerpt", List.of("summary", "description", "abstract", "subtitle", "deck", "seo.description"));
        names.put("topics", List.of("tags", "categories", "keywords", "taxonomies.tags", "taxonomies.categories"));
        names.put(
                "images",
                List.of("image", "cover", "heroImage", "thumbnail", "featured_image", "og_image", "hero.image"));
        names.put("locale", List.of("lang", "language"));
        return names;
    }

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** The names that other tools have for our fields, by field. */
    public static Map<String, List<String>> otherNames() {
        return ALTERNATIVES;
    }

    /** The name under which a file probably has the field: a usual one, or ours in another spelling. */
    public static Optional<String> otherNameOf(String field, Set<String> present) {
        List<String> usual = ALTERNATIVES.getOrDefault(field, List.of());
        return present.stream()
                .filter(name -> !name.equals(field))
                .filter(name -> plain(name).equals(plain(field))
                        || usual.stream().anyMatch(other -> plain(other).equals(plain(name))))
                .min(Comparator.comparingInt(name -> position(name, usual)));
    }

    private static int position(String name, List<String> usual) {
        for (int at = 0; at < usual.size(); at++) {
            if (plain(usual.get(at)).equals(plain(name))) {
                return at;
            }
        }
        return -1;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }
}
