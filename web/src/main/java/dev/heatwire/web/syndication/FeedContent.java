package dev.heatwire.web.syndication;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FeedEntry.EntryTopic;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.http.WebAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all formats say of a feed: plain text, checked addresses, and dates in whole seconds that are not in the future.
 *
 * @param feed the name of the feed
 * @param label the name of the feed for readers
 * @param updated when the record was made
 * @param items in the order of their ranks
 */
record FeedContent(String feed, String label, Instant updated, List<Item> items) {
    private static final int MAX_TITLE = 500;
    private static final int MAX_SUMMARY = 1_000;

    /**
     * One article.
     *
     * @param id the article's id; it never changes, so that readers show an article once
     * @param url absent if the record's address is no http or https address
     * @param published when the article entered the feed: readers that sort by date would otherwise show an article
     *     that became hot late below those already read
     */
    record Item(
            String id,
            Optional<String> url,
            String title,
            Optional<String> summary,
            Instant published,
            Optional<Author> author,
            List<EntryTopic> topics,
            Optional<Picture> image,
            FeedEntry entry) {}

    /** The provider of an article. */
    record Author(String name, Optional<String> url) {}

    /** Width and height in pixels. */
    record Picture(String url, Optional<Integer> width, Optional<Integer> height) {}

    static FeedContent of(RankedFeed feed, FeedQuery query) {
        return new FeedContent(
                feed.feed(),
                label(feed),
                feed.updated().truncatedTo(ChronoUnit.SECONDS),
                query.select(feed).entries().stream()
                        .map(entry -> item(entry, feed.updated()))
                        .toList());
    }

    /** {@code news}, or {@code news, Computer Vision} for the feed {@code news/computer-vision}. */
    private static String label(RankedFeed feed) {
        int slash = feed.feed().indexOf('/');
        if (slash < 0) {
            return plain(feed.feed());
        }
        String topicId = feed.feed().substring(slash + 1);
        String topic = feed.entries().stream()
                .flatMap(entry -> entry.topics().stream())
                .filter(candidate -> candidate.id().equals(topicId))
                .map(EntryTopic::name)
                .findFirst()
                .orElse(topicId);
        return plain(feed.feed().substring(0, slash) + ", " + topic);
    }

    private static Item item(FeedEntry entry, Instant latest) {
        String title = plain(entry.title());
        return new Item(
                PlainText.withXmlCharactersOnly(entry.id()),
                WebAddress.of(entry.url()),
                title.isEmpty() ? plain(entry.id()) : title,
                entry.excerpt().map(text -> PlainText.of(text, MAX_SUMMARY)).filter(text -> !text.isEmpty()),
                earlier(entry.enteredDateTime(), latest).truncatedTo(ChronoUnit.SECONDS),
                author(entry),
                entry.topics().stream().flatMap(FeedContent::topic).toList(),
                entry.image()
                        .flatMap(image -> WebAddress.of(image.url())
                                .map(url -> new Picture(url, pixels(image.width()), pixels(image.height())))),
                entry);
    }

    private static Optional<Author> author(FeedEntry entry) {
        return Optional.of(plain(entry.provider().name()))
                .filter(name -> !name.isEmpty())
                .map(name -> new Author(
                        name, WebAddress.of("https://" + entry.provider().domain() + "/")));
    }

    /** None if the topic's id or name has only characters that XML does not have. */
    private static Stream<EntryTopic> topic(EntryTopic topic) {
        String id = PlainText.withXmlCharactersOnly(topic.id());
        String name = plain(topic.name());
        return id.isEmpty() || name.isEmpty() ? Stream.empty() : Stream.of(new EntryTopic(id, name));
    }

    static String plain(String text) {
        return PlainText.of(text, MAX_TITLE);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Integer> pixels(Optional<Integer> length) {
        return length.filter(value -> value > 0);
    }
}
