package dev.heatwire.rank;

import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.ArrayList;
import java.util.List;

/** Bounds the list of covering articles, so that a relation always fits into a record. */
final class StoryCoverage {
    /**
     * Twice the texts of a hundred articles with long titles and addresses, in bytes of JSON; so the ten of a feed's
     * entry leave room for the article itself.
     */
    static final int MAX_BYTES = 60_000;

    private StoryCoverage() {}

    /** The first articles whose texts have at most {@value #MAX_BYTES} bytes together; skips one that does not fit. */
    static List<CoveringArticle> cut(List<CoveringArticle> coverage) {
        List<CoveringArticle> kept = new ArrayList<>();
        int bytes = 0;
        for (CoveringArticle article : coverage) {
            int ofArticle = bytesOf(article);
            if (bytes + ofArticle <= MAX_BYTES) {
                bytes += ofArticle;
                kept.add(article);
            }
        }
        return kept;
    }

    private static int bytesOf(CoveringArticle article) {
        return bytesOf(article.id())
                + bytesOf(article.title())
                + bytesOf(article.url())
                + bytesOf(article.provider())
                + article.reason().map(StoryCoverage::bytesOf).orElse(0);
    }

    /** In JSON (RFC 8259): UTF-8, with quotes and control characters escaped. */
    private static int bytesOf(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ') {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                // half of a surrogate pair has two of the four bytes
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
