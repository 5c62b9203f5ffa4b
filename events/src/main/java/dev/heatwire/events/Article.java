package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An article file: known fields of its front matter by type, all others in {@code extra}.
 *
 * @param id the canonical URL; the key on every topic
 * @param publishedDateTime truncated to seconds
 * @param unrelated the ids of articles that are about another story, however similar they look
 * @param declared the scores computed by the publisher; never used
 * @param secured the publisher's ciphertext; private, on this topic only
 * @param body the Markdown below the front matter; on this topic only
 */
public record Article(
        String id,
        String category,
        String title,
        Optional<String> excerpt,
        Instant publishedDateTime,
        Optional<Instant> updatedDateTime,
        Optional<String> webUrl,
        Optional<String> originalUrl,
        Optional<String> ampWebUrl,
        Optional<String> cdnAmpWebUrl,
        String type,
        DeclaredScores declared,
        Optional<DeclaredProvider> provider,
        List<String> topics,
        List<Image> images,
        List<Related> related,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unrelated,
        Optional<String> featuredContent,
        Optional<String> locale,
        List<String> tags,
        Optional<Editorial> editorial,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> extra,
        Optional<String> secured,
        Optional<String> body,
        Source source) {

    /** The category of an article whose file names none. */
    public static final String DEFAULT_CATEGORY = "news";

    /** The type of an article whose file names none. */
    public static final String DEFAULT_TYPE = "article";

    public Article {
        Validate.articleId("id", id);
        Validate.text("category", category);
        Validate.text("title", title);
        excerpt = Validate.optional(excerpt);
        publishedDateTime =
                Validate.present("publishedDateTime", publishedDateTime).truncatedTo(ChronoUnit.SECONDS);
        updatedDateTime = Validate.optional(updatedDateTime);
        webUrl = Validate.address("webUrl", webUrl);
        originalUrl = Validate.address("originalUrl", originalUrl);
        if (webUrl.isEmpty() && originalUrl.isEmpty()) {
            throw new IllegalArgumentException("webUrl or originalUrl is missing");
        }
        ampWebUrl = Validate.address("ampWebUrl", ampWebUrl);
        cdnAmpWebUrl = Validate.address("cdnAmpWebUrl", cdnAmpWebUrl);
        Validate.text("type", type);
        declared = declared == null ? DeclaredScores.NOTHING : declared;
        provider = Validate.optional(provider);
        topics = Validate.list(topics);
        images = Validate.list(images);
        related = Validate.list(related);
        unrelated = Validate.articleIds("unrelated", unrelated);
        featuredContent = Validate.optional(featuredContent);
        locale = Validate.optional(locale);
        tags = Validate.list(tags);
        editorial = Validate.optional(editorial);
        extra = Validate.map(extra);
        secured = Validate.optional(secured);
        body = Validate.optional(body);
        Validate.present("source", source);
    }
}
