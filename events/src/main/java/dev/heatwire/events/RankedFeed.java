package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A whole ranked feed. The last record of a feed's key is the current feed.
 *
 * @param feed the key: {@code news}, or {@code news/computer-vision}
 * @param updated when this record was made
 * @param cut whether entries were left out because the record would have been too large
 * @param entries in order of their ranks
 */
public record RankedFeed(
        String feed,
        Instant updated,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut,
        List<FeedEntry> entries) {
    public RankedFeed {
        Validate.id("feed", feed);
        Validate.present("updated", updated);
        entries = Validate.list(entries);
    }
}
