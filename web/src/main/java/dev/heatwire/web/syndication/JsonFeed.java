package dev.heatwire.web.syndication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A document of JSON Feed 1.1 (https://jsonfeed.org/version/1.1), with the properties that Heatwire writes. */
record JsonFeed(
        String version,
        String title,
        @JsonProperty("home_page_url") String homePageUrl,
        @JsonProperty("feed_url") String feedUrl,
        List<Author> authors,
        @JsonProperty("_heatwire") Extension extension,
        List<Item> items) {

    static final String VERSION = "https://jsonfeed.org/version/1.1";

    record Author(String name, Optional<String> url) {}

    /**
     * The feed's extension object.
     *
     * @param about names the specification of the extension objects
     * @param updated when the ranked feed was made
     */
    record Extension(String about, String feed, Instant updated) {}

    record Item(
            String id,
            Optional<String> url,
            String title,
            @JsonProperty("content_text") String contentText,
            Optional<String> summary,
            Optional<String> image,
            @JsonProperty("date_published") Instant datePublished,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Author> authors,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
            @JsonProperty("_heatwire") ItemExtension extension) {
        Item withoutDetails() {
            return new Item(
                    id,
                    url,
                    title,
                    contentText,
                    summary,
                    image,
                    datePublished,
                    authors,
                    tags,
                    extension.withoutDetails());
        }
    }

    /**
     * The item's extension object.
     *
     * @param publishedDateTime when the provider published the article
     * @param coverageCount how many other articles cover the story
     * @param coverage the best of them
     */
    record ItemExtension(
            int rank,
            int heat,
            int quality,
            String type,
            Instant publishedDateTime,
            int coverageCount,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Coverage> coverage,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ScoreComponent> explanation) {
        ItemExtension withoutDetails() {
            return new ItemExtension(rank, heat, quality, type, publishedDateTime, coverageCount, List.of(), List.of());
        }
    }

    /** @param provider the provider's name */
    record Coverage(String title, Optional<String> url, String provider) {}
}
