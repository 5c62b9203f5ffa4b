package dev.heatwire.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An article with what the provider directory and the topic catalogue know about it; nothing private is left.
 *
 * @param url the address to show: {@code webUrl}, else {@code originalUrl}, as the file wrote it
 * @param related each with its own provider resolved
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
        List<Story> related,
        Optional<String> featuredContent,
        Optional<String> locale,
        List<String> tags,
        Declared declared) {
    public EnrichedArticle {
        Require.id("id", id);
        Require.text("url", url);
        Require.text("category", category);
        Require.text("title", title);
        excerpt = Require.optional(excerpt);
        Require.present("publishedDateTime", publishedDateTime);
        updatedDateTime = Require.optional(updatedDateTime);
        webUrl = Require.optional(webUrl);
        originalUrl = Require.optional(originalUrl);
        ampWebUrl = Require.optional(ampWebUrl);
        cdnAmpWebUrl = Require.optional(cdnAmpWebUrl);
        Require.text("type", type);
        Require.present("provider", provider);
        topics = Require.list(topics);
        images = Require.list(images);
        related = Require.list(related);
        featuredContent = Require.optional(featuredContent);
        locale = Require.optional(locale);
        tags = Require.list(tags);
        Require.present("declared", declared);
    }

    /**
     * Another article about the same story, with its provider resolved.
     *
     * @param quality as declared by the article that names it
     */
    public record Story(
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
        public Story {
            Require.id("id", id);
            Require.text("url", url);
            Require.text("title", title);
            excerpt = Require.optional(excerpt);
            publishedDateTime = Require.optional(publishedDateTime);
            ampWebUrl = Require.optional(ampWebUrl);
            cdnAmpWebUrl = Require.optional(cdnAmpWebUrl);
            type = Require.optional(type);
            Require.present("provider", provider);
            quality = Require.optional(quality);
            images = Require.list(images);
        }
    }
}
