package dev.heatwire.web.syndication;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FeedEntry.EntryTopic;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.http.WebAddress;
import dev.heatwire.web.syndication.JsonFeed.Author;
import dev.heatwire.web.syndication.JsonFeed.Coverage;
import dev.heatwire.web.syndication.JsonFeed.Extension;
import dev.heatwire.web.syndication.JsonFeed.Item;
import dev.heatwire.web.syndication.JsonFeed.ItemExtension;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes JSON Feed 1.1. Readers refuse documents that are too large: where not everything fits, the lower ranks have no
 * coverage and no explanation, and if that does not suffice, the last items are left out.
 */
final class JsonFeedWriter implements FeedWriter {
    /** In bytes. */
    static final int MAX_SIZE = 250_000;

    private static final String ABOUT = "urn:heatwire:json-feed:1";

    @Override
    public byte[] write(FeedContent feed, FeedLinks links) {
        int rest = MAX_SIZE - bytes(document(feed, links, List.of())).length;
        List<Item> items = new ArrayList<>();
        for (FeedContent.Item item : feed.items()) {
            Item small = item(item).withoutDetails();
            rest -= size(small);
            if (rest <= 0) {
                rest += size(small);
                break;
            }
            items.add(small);
        }
        for (int at = 0; at < items.size(); at++) {
            Item full = item(feed.items().get(at));
            rest -= size(full) - size(items.get(at));
            if (rest <= 0) {
                break;
            }
            items.set(at, full);
        }
        return bytes(document(feed, links, items));
    }

    /** With the comma that follows. */
    private static int size(Item item) {
        return bytes(item).length + 1;
    }

    private static byte[] bytes(Object value) {
        return Json.MAPPER.writeValueAsBytes(value);
    }

    private static JsonFeed document(FeedContent feed, FeedLinks links, List<Item> items) {
        return new JsonFeed(
                JsonFeed.VERSION,
                links.siteTitle() + ": " + feed.label(),
                links.page().toString(),
                links.self().toString(),
                List.of(new Author(links.siteTitle(), Optional.of(links.site().toString()))),
                new Extension(ABOUT, PlainText.withXmlCharactersOnly(feed.feed()), feed.updated()),
                items);
    }

    private static Item item(FeedContent.Item item) {
        return new Item(
                item.id(),
                item.url(),
                item.title(),
                // NetNewsWire drops an item without content
                item.summary().orElse(item.title()),
                item.summary(),
                item.image().map(FeedContent.Picture::url),
                item.published(),
                item.author().map(author -> new Author(author.name(), author.url())).stream()
                        .toList(),
                item.topics().stream().map(EntryTopic::name).toList(),
                extension(item.entry()));
    }

    private static ItemExtension extension(FeedEntry entry) {
        return new ItemExtension(
                entry.rank(),
                entry.heat(),
                entry.quality(),
                FeedContent.plain(entry.type()),
                FeedContent.earlier(entry.publishedDateTime(), entry.enteredDateTime())
                        .truncatedTo(ChronoUnit.SECONDS),
                entry.coverageCount(),
                entry.coverage().stream().map(JsonFeedWriter::coverage).toList(),
                entry.explanation().stream().map(JsonFeedWriter::component).toList());
    }

    private static Coverage coverage(CoveringArticle article) {
        return new Coverage(
                FeedContent.plain(article.title()),
                WebAddress.of(article.url()),
                FeedContent.plain(article.provider()));
    }

    private static ScoreComponent component(ScoreComponent component) {
        return new ScoreComponent(
                component.part(), component.points(), PlainText.withXmlCharactersOnly(component.reason()));
    }
}
