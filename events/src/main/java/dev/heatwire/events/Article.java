package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An article file as it was read: every field of its front matter, typed where known, else in {@code extra}.
 *
 * @param id the canonical URL; the key on every topic
 * @param publishedDateTime kept to the second
 * @param declared what the publisher last computed; carried, never used
 * @param secured the publisher's ciphertext; private, stays on this topic
 * @param body the Markdown below the front matter; stays on this topic
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
        Declared declared,
        Optional<DeclaredProvider> provider,
        List<String> topics,
        List<Image> images,
        List<Related> related,
        Optional<String> featuredContent,
        Optional<String> locale,
        List<String> tags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> extra,
        Optional<String> secured,
        Optional<String> body,
        Source source) {

    /** The category of an article whose file names none. */
    public static final String DEFAULT_CATEGORY = "news";

    /** The type of an article whose file names none. */
    public static final String DEFAULT_TYPE = "article";

    public Article {
        Require.id("id", id);
        Require.text("category", category);
        Require.text("title", title);
        excerpt = Require.optional(excerpt);
        publishedDateTime =
                Require.present("publishedDateTime", publishedDateTime).truncatedTo(ChronoUnit.SECONDS);
        updatedDateTime = Require.optional(updatedDateTime);
        webUrl = Require.optional(webUrl);
        originalUrl = Require.optional(originalUrl);
        if (webUrl.isEmpty() && originalUrl.isEmpty()) {
            throw new IllegalArgumentException("webUrl or originalUrl is missing");
        }
        ampWebUrl = Require.optional(ampWebUrl);
        cdnAmpWebUrl = Require.optional(cdnAmpWebUrl);
        Require.text("type", type);
        declared = declared == null ? Declared.NOTHING : declared;
        provider = Require.optional(provider);
        topics = Require.list(topics);
        images = Require.list(images);
        related = Require.list(related);
        featuredContent = Require.optional(featuredContent);
        locale = Require.optional(locale);
        tags = Require.list(tags);
        extra = Require.map(extra);
        secured = Require.optional(secured);
        body = Require.optional(body);
        Require.present("source", source);
    }

    /** The article without what is private to its publisher or to this topic, and without unknown fields. */
    public Article withoutPrivateParts() {
        return new Article(
                id,
                category,
                title,
                excerpt,
                publishedDateTime,
                updatedDateTime,
                webUrl,
                originalUrl,
                ampWebUrl,
                cdnAmpWebUrl,
                type,
                declared,
                provider.map(DeclaredProvider::withoutExtra),
                topics,
                images.stream().map(Image::withoutExtra).toList(),
                related.stream().map(Related::withoutExtra).toList(),
                featuredContent,
                locale,
                tags,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                source);
    }
}
