package dev.heatwire.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of an ingested article that decides about stories. Internal to rank.
 *
 * @param quality under the current policy
 * @param provider the provider's name
 * @param related the articles that its file names as related, each once, without the article itself
 */
public record StoryArticle(
        String id, String url, String title, String provider, int quality, Instant published, List<Named> related) {
    public StoryArticle {
        Validate.id("id", id);
        Validate.text("url", url);
        Validate.text("title", title);
        Validate.text("provider", provider);
        Validate.present("published", published);
        related = Validate.list(related);
    }

    /**
     * A related article as the naming file declares it.
     *
     * @param quality counts until the article itself is ingested
     */
    public record Named(
            String id,
            String url,
            String title,
            String provider,
            Optional<Integer> quality,
            Optional<Instant> published) {
        public Named {
            Validate.id("id", id);
            Validate.text("url", url);
            Validate.text("title", title);
            Validate.text("provider", provider);
            quality = Validate.optional(quality);
            published = Validate.optional(published);
        }
    }
}
