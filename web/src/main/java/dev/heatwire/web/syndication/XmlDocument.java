package dev.heatwire.web.syndication;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.LineSeparator;
import org.jdom2.output.XMLOutputter;

/** The XML of ROME's feeds, and the elements that ROME does not know. */
final class XmlDocument {
    static final String GENERATOR = "Heatwire";

    static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");
    static final Namespace DUBLIN_CORE = Namespace.getNamespace("dc", "http://purl.org/dc/elements/1.1/");

    /** Readers compare the name of this namespace as text, so the last slash counts. */
    static final Namespace MEDIA = Namespace.getNamespace("media", "http://search.yahoo.com/mrss/");

    private XmlDocument() {}

    /** @param namespaces are declared once, at the root */
    static byte[] bytes(WireFeed feed, List<Namespace> namespaces) {
        try {
            Document document = new WireFeedOutput().outputJDom(feed);
            namespaces.forEach(document.getRootElement()::addNamespaceDeclaration);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Format format = Format.getPrettyFormat().setLineSeparator(LineSeparator.UNIX);
            new XMLOutputter(format).output(document, out);
            return out.toByteArray();
        } catch (FeedException e) {
            throw new IllegalStateException("ROME refuses a feed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture of an item as Media RSS, which readers of Atom know, too. */
    static Element media(FeedContent.Picture picture) {
        Map<String, String> attributes = new TreeMap<>(Map.of("url", picture.url(), "medium", "image"));
        picture.width().ifPresent(width -> attributes.put("width", width.toString()));
        picture.height().ifPresent(height -> attributes.put("height", height.toString()));
        return element("content", MEDIA, attributes);
    }

    static Element element(String name, Namespace namespace, Map<String, String> attributes) {
        Element element = new Element(name, namespace);
        attributes.forEach(element::setAttribute);
        return element;
    }
}
