package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another article about the same story, as declared in an article file.
 *
 * @param id its canonical URL, by which its own file is matched
 * @param quality as declared; used until the article itself is ingested
 */
public record Related(
        String id,
        String title,
        Optional<String> excerpt,
        Optional<Instant> publishedDateTime,
        Optional<String> webUrl,
        Optional<String> originalUrl,
        Optional<String> ampWebUrl,
        Optional<String> cdnAmpWebUrl,
        Optional<String> type,
        Optional<DeclaredProvider> provider,
        Optional<Integer> quality,
        List<Image> images,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> extra) {
    public Related {
        Validate.id("id", id);
        Validate.text("title", title);
        excerpt = Validate.optional(excerpt);
        publishedDateTime = Validate.optional(publishedDateTime).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        webUrl = Validate.address("webUrl", webUrl);
        originalUrl = Validate.address("originalUrl", originalUrl);
        ampWebUrl = Validate.address("ampWebUrl", ampWebUrl);
        cdnAmpWebUrl = Validate.address("cdnAmpWebUrl", cdnAmpWebUrl);
        type = Validate.optional(type);
        provider = Validate.optional(provider);
        quality = Validate.optional(quality);
        images = Validate.list(images);
        extra = Validate.map(extra);
    }
}
