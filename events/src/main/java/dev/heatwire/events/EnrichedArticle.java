package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An article with what the provider directory and the topic catalogue know about it; nothing private is left.
 *
 * @param url the address to show: {@code webUrl}, else {@code originalUrl}, as the file wrote it
 * @param related each with its own provider resolved
 * @param unrelated the ids of articles that are about another story, however similar they look
 */
public record EnrichedArticle(
        String id,
        String url,
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
        ResolvedProvider provider,
        List<ResolvedTopic> topics,
        List<Image> images,
        List<RelatedArticle> related,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unrelated,
        Optional<String> featuredContent,
        Optional<String> locale,
        List<String> tags,
        DeclaredScores declared,
        Optional<Editorial> editorial) {
    public EnrichedArticle {
        Validate.articleId("id", id);
        Validate.address("url", url);
        Validate.text("category", category);
        Validate.text("title", title);
        excerpt = Validate.optional(excerpt);
        Validate.present("publishedDateTime", publishedDateTime);
        updatedDateTime = Validate.optional(updatedDateTime);
        webUrl = Validate.address("webUrl", webUrl);
        originalUrl = Validate.address("originalUrl", originalUrl);
        ampWebUrl = Validate.address("ampWebUrl", ampWebUrl);
        cdnAmpWebUrl = Validate.address("cdnAmpWebUrl", cdnAmpWebUrl);
        Validate.text("type", type);
        Validate.present("provider", provider);
        topics = Validate.list(topics);
        images = Validate.list(images);
        related = Validate.list(related);
        unrelated = Validate.articleIds("unrelated", unrelated);
        featuredContent = Validate.optional(featuredContent);
        locale = Validate.optional(locale);
        tags = Validate.list(tags);
        Validate.present("declared", declared);
        editorial = Validate.optional(editorial);
    }

    /** Whether an editor holds the article back. */
    public boolean held() {
        return editorial.filter(Editorial::hold).isPresent();
    }

    /**
     * Another article about the same story, with its provider resolved.
     *
     * @param quality as declared by the article that names it
     */
    public record RelatedArticle(
            String id,
            String url,
            String title,
            Optional<String> excerpt,
            Optional<Instant> publishedDateTime,
            Optional<String> ampWebUrl,
            Optional<String> cdnAmpWebUrl,
            Optional<String> type,
            ResolvedProvider provider,
            Optional<Integer> quality,
            List<Image> images) {
        public RelatedArticle {
            Validate.id("id", id);
            Validate.address("url", url);
            Validate.text("title", title);
            excerpt = Validate.optional(excerpt);
            publishedDateTime = Validate.optional(publishedDateTime);
            ampWebUrl = Validate.address("ampWebUrl", ampWebUrl);
            cdnAmpWebUrl = Validate.address("cdnAmpWebUrl", cdnAmpWebUrl);
            type = Validate.optional(type);
            Validate.present("provider", provider);
            quality = Validate.optional(quality);
            images = Validate.list(images);
        }
    }
}
