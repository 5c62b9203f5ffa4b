package dev.heatwire.events;

import dev.heatwire.events.Policy.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of an ingested article that decides about stories. Internal to rank.
 *
 * @param quality under the current policy
 * @param provider the provider's name
 * @param related the articles that its file names as related, each once, without the article itself
 * @param detection what story detection compares; absent when the policy does not detect
 */
public record StoryArticle(
        String id,
        String url,
        String title,
        String provider,
        int quality,
        Instant published,
        List<Named> related,
        Optional<Detection> detection) {
    public StoryArticle {
        Validate.id("id", id);
        Validate.text("url", url);
        Validate.text("title", title);
        Validate.text("provider", provider);
        Validate.present("published", published);
        related = Validate.list(related);
        detection = Validate.optional(detection);
    }

    /**
     * The words of an article, and how they are compared.
     *
     * @param window how far apart two articles of a story may be published
     * @param family of the provider: two articles of one family are never linked
     * @param unrelated the ids of articles that are about another story
     * @param pairs words that stand side by side
     * @param blocks the heaviest words: articles that share none are not compared
     */
    public record Detection(
            Threshold threshold,
            Duration window,
            String family,
            List<String> unrelated,
            List<WeightedWord> words,
            List<String> pairs,
            List<String> blocks) {
        public Detection {
            Validate.present("threshold", threshold);
            Validate.present("window", window);
            Validate.text("family", family);
            unrelated = Validate.list(unrelated);
            words = Validate.list(words);
            pairs = Validate.list(pairs);
            blocks = Validate.list(blocks);
        }
    }

    /**
     * A word with its weight, and that in the title alone, in 2<sup>-20</sup>.
     *
     * @param rarity from 5, the most common words of the language, to 13
     */
    public record WeightedWord(String text, int rarity, int weight, int titleWeight) {
        public WeightedWord {
            Validate.text("text", text);
        }
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
