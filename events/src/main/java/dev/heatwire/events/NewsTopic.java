package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code topics.yaml}.
 *
 * @param id the key, and the last part of the topic's feed name
 * @param parent the id of the wider topic
 * @param keywords as in the file; an entry that is listed twice counts twice
 */
public record NewsTopic(String id, String name, Optional<String> parent, List<String> keywords) {
    public NewsTopic {
        Validate.id("id", id);
        Validate.text("name", name);
        parent = Validate.optional(parent);
        keywords = Validate.list(keywords);
    }
}
