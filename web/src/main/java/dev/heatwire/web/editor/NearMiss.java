package dev.heatwire.web.editor;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import java.time.Instant;
import java.util.Comparator;

/** A ranked article that is not published: what the editor's view shows of it, and no more. */
public record NearMiss(
        String id,
        String url,
        String title,
        String provider,
        Instant publishedDateTime,
        int quality,
        int heat,
        Reasons reasons) {
    /** The one that is closest to being published first: by heat, then by quality, then the later one. */
    static final Comparator<NearMiss> CLOSEST_FIRST = Comparator.comparing(NearMiss::heat)
            .thenComparing(NearMiss::quality)
            .thenComparing(NearMiss::publishedDateTime)
            .reversed()
            .thenComparing(NearMiss::id);

    static NearMiss of(RankedArticle ranked) {
        EnrichedArticle article = ranked.article();
        return new NearMiss(
                article.id(),
                article.url(),
                article.title(),
                article.provider().name(),
                article.publishedDateTime(),
                ranked.quality(),
                ranked.heat(),
                ranked.reasons());
    }
}
