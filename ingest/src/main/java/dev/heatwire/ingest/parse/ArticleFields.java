package dev.heatwire.ingest.parse;

import dev.heatwire.events.Article;
import dev.heatwire.events.DeclaredProvider;
import dev.heatwire.events.DeclaredScores;
import dev.heatwire.events.Editorial;
import dev.heatwire.events.Image;
import dev.heatwire.events.Related;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.layout.SiteLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads an article from its fields.
 *
 * @param missing adds to the reasons of missing fields what the file has instead
 * @param body finds the body, in the fields or beside them
 */
record ArticleFields(
        MappingReader fields,
        MissingFields missing,
        SiteLayout site,
        Problems problems,
        Function<MappingReader, Optional<String>> body) {

    /** @return empty when there are problems */
    Optional<Article> read(Source source, Instant now, Predicate<String> knownTopics) {
        String category = fields.read("category", ScalarParsers::name).orElse(Article.DEFAULT_CATEGORY);
        Optional<String> title = fields.required("title", ScalarParsers::text, missing.hint("title"));
        Optional<String> excerpt = fields.text("excerpt");
        Optional<Instant> published =
                fields.required("publishedDateTime", this::instant, missing.hint("publishedDateTime"));
        Optional<Instant> updated = fields.read("updatedDateTime", this::instant);
        ArticleAddresses addresses = ArticleAddresses.of(fields, site.ignoredParameters(), missing.hint("webUrl"));
        String type = fields.text("type").orElse(Article.DEFAULT_TYPE);
        DeclaredScores declared = new DeclaredScores(
                fields.read("quality", ScalarParsers::integer),
                fields.read("heat", ScalarParsers::integer),
                fields.read("published", ScalarParsers::flag));
        Optional<DeclaredProvider> provider =
                fields.section("provider", section -> ArticleSections.providerOfArticle(section, addresses.id()));
        List<String> topics = fields.texts("topics", ScalarParsers::name);
        List<Image> images = fields.sections("images", "url", ArticleSections::imageOfArticle);
        List<Related> related =
                fields.sections("related", section -> ArticleSections.related(section, site.ignoredParameters()));
        List<String> unrelated =
                fields.texts("unrelated", address -> ScalarParsers.articleId(address, site.ignoredParameters()));
        Optional<String> featuredContent = fields.textIfScalar("featuredContent");
        Optional<String> locale = fields.text("locale");
        List<String> tags = fields.texts("tags");
        Optional<Editorial> editorial = fields.section("editorial", ArticleFields::editorial);
        Optional<String> secured = fields.read("secured", ScalarParsers::secured);
        Optional<String> text = body.apply(fields);
        Map<String, Object> extra = fields.rest();
        if (site.hasOtherFieldNames()) {
            problems.tolerate(field -> !missing.isNeeded(field));
        }
        if (!problems.none()) {
            return Optional.empty();
        }
        if (published.orElseThrow().isAfter(now)) {
            fields.warn(
                    "publishedDateTime",
                    "future",
                    "is in the future; until then the article ranks by the time it was received");
        }
        topics.stream()
                .filter(knownTopics.negate())
                .distinct()
                .forEach(topic -> fields.warn("topics", "unknown-topic", topic + " is not in topics.yaml"));
        return Optional.of(new Article(
                addresses.id().orElseThrow(),
                category,
                title.orElseThrow(),
                excerpt,
                published.orElseThrow(),
                updated,
                addresses.web(),
                addresses.original(),
                addresses.amp(),
                addresses.cdnAmp(),
                type,
                declared,
                provider,
                topics,
                images,
                related,
                unrelated.stream().distinct().toList(),
                featuredContent,
                locale,
                tags,
                editorial,
                extra,
                secured,
                text,
                source));
    }

    private Instant instant(String text) throws ScalarParsers.InvalidValueException {
        return ScalarParsers.instant(text, site.dates().zone());
    }

    /** Strict, because a misspelt {@code hold} would publish the article. */
    private static Editorial editorial(MappingReader fields) {
        Editorial editorial = new Editorial(
                fields.read("hold", ScalarParsers::flag).orElse(false),
                fields.read("boost", ScalarParsers::integer).orElse(0),
                fields.text("note"));
        fields.rejectRest();
        return editorial;
    }
}
