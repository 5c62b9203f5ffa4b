package dev.heatwire.web.syndication;

import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import dev.heatwire.events.FeedEntry.EntryTopic;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jdom2.Element;

/** Writes RSS 2.0 with Media RSS and the Dublin Core creator. */
final class RssWriter implements FeedWriter {
    @Override
    public byte[] write(FeedContent feed, FeedLinks links) {
        Channel channel = new Channel("rss_2.0");
        channel.setTitle(links.siteTitle() + ": " + feed.label());
        channel.setLink(links.page().toString());
        channel.setDescription("Ranked by heat: " + feed.label());
        channel.setLastBuildDate(Date.from(feed.updated()));
        channel.setGenerator(XmlDocument.GENERATOR);
        channel.setForeignMarkup(List.of(self(links)));
        channel.setItems(feed.items().stream().map(RssWriter::item).toList());
        return XmlDocument.bytes(channel, List.of(XmlDocument.ATOM, XmlDocument.DUBLIN_CORE, XmlDocument.MEDIA));
    }

    private static Element self(FeedLinks links) {
        return XmlDocument.element(
                "link",
                XmlDocument.ATOM,
                Map.of("href", links.self().toString(), "rel", "self", "type", FeedFormat.RSS.mediaType()));
    }

    private static Item item(FeedContent.Item item) {
        Item element = new Item();
        element.setTitle(item.title());
        item.url().ifPresent(element::setLink);
        item.summary().ifPresent(summary -> element.setDescription(description(summary)));
        element.setGuid(guid(item.id()));
        element.setPubDate(Date.from(item.published()));
        element.setCategories(item.topics().stream().map(RssWriter::category).toList());
        List<Element> others = new ArrayList<>();
        // not author, which is an e-mail address
        item.author().map(author -> creator(author.name())).ifPresent(others::add);
        item.image().map(XmlDocument::media).ifPresent(others::add);
        element.setForeignMarkup(others);
        return element;
    }

    /** Readers take a description for HTML, so text is escaped once for HTML and, by the writer, once for XML. */
    private static Description description(String text) {
        Description description = new Description();
        // not the apostrophe: HTML 4 has no name for it
        description.setValue(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        return description;
    }

    private static Guid guid(String id) {
        Guid guid = new Guid();
        guid.setPermaLink(false);
        guid.setValue(id);
        return guid;
    }

    private static Category category(EntryTopic topic) {
        Category category = new Category();
        category.setValue(topic.name());
        return category;
    }

    private static Element creator(String name) {
        return new Element("creator", XmlDocument.DUBLIN_CORE).setText(name);
    }
}
