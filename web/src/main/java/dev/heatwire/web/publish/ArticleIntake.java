package dev.heatwire.web.publish;

import dev.heatwire.events.Problem;
import java.util.List;
import java.util.Optional;

/** Takes article files for the input topic. */
public interface ArticleIntake {
    /** The form of an article file. */
    enum Form {
        /** Front matter and body. */
        MARKDOWN,
        /** One JSON object. */
        JSON
    }

    /**
     * What became of a file.
     *
     * @param id the id of the article; absent if the file was rejected
     * @param key of the record; absent if the file was rejected
     * @param errors why it was rejected
     * @param warnings oddities that did not reject it
     */
    record Outcome(Optional<String> id, Optional<String> key, List<Problem> errors, List<Problem> warnings) {}

    /**
     * Returns when the brokers have the file, or when it was rejected.
     *
     * @param key of the record; absent for the id of the article
     */
    Outcome publish(Optional<String> key, byte[] file, Form form);

    /** Returns when the brokers have the tombstone. */
    void withdraw(String key);
}
