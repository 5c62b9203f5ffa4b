package dev.heatwire.web.syndication;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Generator;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import dev.heatwire.events.FeedEntry.EntryTopic;
import java.util.Date;
import java.util.List;

/** Writes Atom (RFC 4287). */
final class AtomWriter implements FeedWriter {
    @Override
    public byte[] write(FeedContent content, FeedLinks links) {
        Feed feed = new Feed("atom_1.0");
        feed.setId(links.self().toString());
        feed.setTitleEx(text(links.siteTitle() + ": " + content.label()));
        feed.setUpdated(Date.from(content.updated()));
        feed.setAuthors(List.of(person(links.siteTitle(), links.site().toString())));
        feed.setOtherLinks(
                List.of(link("self", FeedFormat.ATOM.mediaType(), links.self().toString())));
        feed.setAlternateLinks(
                List.of(link("alternate", "text/html", links.page().toString())));
        feed.setGenerator(generator());
        feed.setEntries(content.items().stream().map(AtomWriter::entry).toList());
        return XmlDocument.bytes(feed, List.of(XmlDocument.MEDIA));
    }

    private static Entry entry(FeedContent.Item item) {
        Entry entry = new Entry();
        entry.setId(item.id());
        entry.setTitleEx(text(item.title()));
        entry.setPublished(Date.from(item.published()));
        // a reader shows an entry as new when this changes, so a new rank or heat does not change it
        entry.setUpdated(Date.from(item.published()));
        item.summary().ifPresent(summary -> entry.setSummary(text(summary)));
        item.url()
                .ifPresentOrElse(
                        url -> entry.setAlternateLinks(List.of(link("alternate", "text/html", url))),
                        // an entry without an alternate link needs content
                        () -> entry.setContents(List.of(text(item.summary().orElse(item.title())))));
        item.author()
                .ifPresent(author -> entry.setAuthors(
                        List.of(person(author.name(), author.url().orElse(null)))));
        entry.setCategories(item.topics().stream().map(AtomWriter::category).toList());
        entry.setForeignMarkup(item.image().map(XmlDocument::media).stream().toList());
        return entry;
    }

    private static Content text(String value) {
        Content content = new Content();
        content.setType("text");
        content.setValue(value);
        return content;
    }

    private static Person person(String name, String uri) {
        Person person = new Person();
        person.setName(name);
        person.setUri(uri);
        return person;
    }

    private static Link link(String relation, String type, String href) {
        Link link = new Link();
        link.setRel(relation);
        link.setType(type);
        link.setHref(href);
        return link;
    }

    private static Category category(EntryTopic topic) {
        Category category = new Category();
        category.setTerm(topic.id());
        category.setLabel(topic.name());
        return category;
    }

    private static Generator generator() {
        Generator generator = new Generator();
        generator.setValue(XmlDocument.GENERATOR);
        return generator;
    }
}
