package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of one file of a site folder, written in the transaction that publishes the content of the file.
 *
 * @param sha256 the hash of the bytes that led to this state, in hexadecimal; absent when the file could not be opened
 * @param removedByIngest whether ingest removes the file from the folder, so that its absence does not withdraw the
 *     article
 * @param article the id of the article in the file
 * @param published the publication date of that article
 * @param updated the date of the last update of that article; of several files with the same id, the one that was
 *     updated last is published
 * @param problems why the file was rejected
 * @param warnings oddities of the file that did not reject it
 * @param position where the file is on the input topic; absent for files of the site folder
 * @param since when the file came into this state
 */
public record FileState(
        State state,
        Optional<String> sha256,
        boolean removedByIngest,
        Optional<String> article,
        Optional<Instant> published,
        Optional<Instant> updated,
        List<Problem> problems,
        List<Problem> warnings,
        Optional<TopicPosition> position,
        Instant since) {
    /** A record of the input topic has this prefix before its key where a file of the site folder has its path. */
    private static final String INPUT_TOPIC = "topic:";

    /** The outcome of reading a file. */
    public enum State {
        /** The content of the file is on the topics. */
        @JsonProperty("published")
        PUBLISHED,
        /** Another file with the same article id, in general a later one, is published instead. */
        @JsonProperty("shadowed")
        SHADOWED,
        /** The file could not be read or is invalid; its bytes are in the dead letters. */
        @JsonProperty("rejected")
        REJECTED,
        /** The file was rejected, and a redrive asks ingest to read it again. */
        @JsonProperty("retry-requested")
        RETRY_REQUESTED;

        /** As in JSON. */
        public String displayName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public FileState {
        Validate.present("state", state);
        sha256 = Validate.optional(sha256);
        article = Validate.optional(article);
        published = Validate.optional(published);
        updated = Validate.optional(updated);
        problems = Validate.list(problems);
        warnings = Validate.list(warnings);
        position = Validate.optional(position);
        Validate.present("since", since);
    }

    /** The same file in another state. */
    public FileState in(State other, Instant now) {
        return new FileState(
                other, sha256, removedByIngest, article, published, updated, problems, warnings, position, now);
    }

    /** The same file with another value of {@code removedByIngest}. */
    public FileState removedByIngest(boolean removed) {
        return new FileState(state, sha256, removed, article, published, updated, problems, warnings, position, since);
    }

    /** The path under which the state of a record of the input topic is kept. */
    public static String pathOfRecord(String key) {
        return INPUT_TOPIC + key;
    }

    /** The key of a record of the input topic; empty for a file of the site folder. */
    public static Optional<String> keyOfRecord(String path) {
        return path.startsWith(INPUT_TOPIC) ? Optional.of(path.substring(INPUT_TOPIC.length())) : Optional.empty();
    }
}
