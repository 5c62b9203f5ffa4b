package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another article about the same story, as the file that names it declares it.
 *
 * @param id its canonical URL, so that it can be recognised when its own file arrives
 * @param quality what the naming file declares; counts until the article itself is ingested
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
        Require.id("id", id);
        Require.text("title", title);
        excerpt = Require.optional(excerpt);
        publishedDateTime = Require.optional(publishedDateTime).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        webUrl = Require.optional(webUrl);
        originalUrl = Require.optional(originalUrl);
        ampWebUrl = Require.optional(ampWebUrl);
        cdnAmpWebUrl = Require.optional(cdnAmpWebUrl);
        type = Require.optional(type);
        provider = Require.optional(provider);
        quality = Require.optional(quality);
        images = Require.list(images);
        extra = Require.map(extra);
    }

    Related withoutExtra() {
        return new Related(
                id,
                title,
                excerpt,
                publishedDateTime,
                webUrl,
                originalUrl,
                ampWebUrl,
                cdnAmpWebUrl,
                type,
                provider.map(DeclaredProvider::withoutExtra),
                quality,
                images.stream().map(Image::withoutExtra).toList(),
                Map.of());
    }
}
