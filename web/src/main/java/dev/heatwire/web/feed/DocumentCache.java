package dev.heatwire.web.feed;

import dev.heatwire.web.http.Document;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of all feeds that were asked for last, up to a number of bytes: readers choose the filters of a feed,
 * so there is no end of different documents.
 */
final class DocumentCache {
    /** For the texts and objects that come with a document. */
    private static final int OVERHEAD_BYTES = 1_000;

    private final long maxBytes;
    private final Map<Key, Document> documents = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param version only compared: an entry keeps no feed in memory */
    private record Key(Object version, String name) {}

    DocumentCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized Optional<Document> find(Object version, String name) {
        return Optional.ofNullable(documents.get(new Key(version, name)));
    }

    synchronized void put(Object version, String name, Document document) {
        Document replaced = documents.put(new Key(version, name), document);
        bytes += size(document) - (replaced == null ? 0 : size(replaced));
        Iterator<Document> longestUnused = documents.values().iterator();
        while (bytes > maxBytes) {
            bytes -= size(longestUnused.next());
            longestUnused.remove();
        }
    }

    /** Drops the documents of a version that no reader will ask for again. */
    synchronized void drop(Object version) {
        documents.entrySet().removeIf(entry -> {
            boolean dropped = entry.getKey().version().equals(version);
            if (dropped) {
                bytes -= size(entry.getValue());
            }
            return dropped;
        });
    }

    /** The body counts twice, because the document may keep it compressed as well. */
    private static long size(Document document) {
        return OVERHEAD_BYTES + 2L * document.body().length;
    }
}
