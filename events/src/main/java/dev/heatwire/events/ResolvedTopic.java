package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * A topic of an article, resolved with {@code topics.yaml}.
 *
 * @param id the id in {@code topics.yaml}, or the slug of the name when the topic is not listed
 * @param titleMatches each entry of the topic's keyword list that occurs in the title
 */
public record ResolvedTopic(
        String id, String name, boolean listed, Optional<String> parent, List<TitleMatch> titleMatches) {
    public ResolvedTopic {
        Validate.id("id", id);
        Validate.text("name", name);
        parent = Validate.optional(parent);
        titleMatches = Validate.list(titleMatches);
    }

    /**
     * A keyword that occurs in the title.
     *
     * @param wordStart whether it occurs at the start of a word
     * @param word whether it occurs as a whole word, or as several
     */
    public record TitleMatch(String keyword, boolean wordStart, boolean word) {
        public TitleMatch {
            Validate.text("keyword", keyword);
        }
    }
}
