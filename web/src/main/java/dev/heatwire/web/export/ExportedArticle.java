package dev.heatwire.web.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FeedEntry.EntryImage;
import dev.heatwire.events.FeedEntry.EntryTopic;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.web.http.WebAddress;
import dev.heatwire.web.syndication.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An article for templates and scripts, with the names of the article file. Texts are plain, addresses are http or
 * https.
 *
 * @param enteredDateTime when the article entered the feed
 * @param categories the category of the feed
 * @param topics the names of the topics
 * @param coverageCount how many other articles cover the story
 * @param coverage the best of them
 */
record ExportedArticle(
        String id,
        int rank,
        String title,
        Optional<String> excerpt,
        Optional<String> webUrl,
        Optional<String> ampWebUrl,
        String type,
        int heat,
        int quality,
        Instant publishedDateTime,
        Instant enteredDateTime,
        Provider provider,
        List<String> categories,
        List<String> topics,
        List<Image> images,
        int coverageCount,
        List<Coverage> coverage) {
    private static final int MAX_TEXT = 2_000;

    record Provider(
            String name,
            String domain,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Image> images) {}

    /** Width and height in pixels. */
    record Image(String url, Optional<Integer> width, Optional<Integer> height) {}

    /** @param provider the provider's name */
    record Coverage(String title, Optional<String> webUrl, String provider) {}

    static ExportedArticle of(String feed, FeedEntry entry) {
        return new ExportedArticle(
                entry.id(),
                entry.rank(),
                plain(entry.title()),
                entry.excerpt().map(ExportedArticle::plain).filter(text -> !text.isEmpty()),
                WebAddress.of(entry.url()),
                entry.ampWebUrl().flatMap(WebAddress::of),
                plain(entry.type()),
                entry.heat(),
                entry.quality(),
                entry.publishedDateTime(),
                entry.enteredDateTime(),
                provider(entry),
                List.of(feed.split("/")[0]),
                entry.topics().stream()
                        .map(EntryTopic::name)
                        .map(ExportedArticle::plain)
                        .toList(),
                images(entry.image()),
                entry.coverageCount(),
                entry.coverage().stream().map(ExportedArticle::coverage).toList());
    }

    private static Provider provider(FeedEntry entry) {
        Optional<EntryImage> logo =
                entry.provider().logo().map(url -> new EntryImage(url, Optional.empty(), Optional.empty()));
        return new Provider(
                plain(entry.provider().name()), plain(entry.provider().domain()), images(logo));
    }

    private static List<Image> images(Optional<EntryImage> image) {
        return image.stream()
                .flatMap(known ->
                        WebAddress.of(known.url()).map(url -> new Image(url, known.width(), known.height())).stream())
                .toList();
    }

    private static Coverage coverage(CoveringArticle article) {
        return new Coverage(plain(article.title()), WebAddress.of(article.url()), plain(article.provider()));
    }

    private static String plain(String text) {
        return PlainText.of(text, MAX_TEXT);
    }
}
