package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * A topic of an article, after the catalogue was asked.
 *
 * @param id the catalogue's id, or one made of the name when the catalogue does not list it
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
     * @param wordStart whether it does so at the start of a word
     */
    public record TitleMatch(String keyword, boolean wordStart) {
        public TitleMatch {
            Validate.text("keyword", keyword);
        }
    }
}
