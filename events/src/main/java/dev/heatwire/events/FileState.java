package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's entry for one file of a site folder, written in the transaction that publishes what the file holds.
 *
 * @param sha256 of the bytes that led to this state
 * @param removedByIngest whether ingest takes the file out of the folder, so that its going tells nothing about the article
 * @param article the id of the article in the file
 * @param published that article's date, by which two files with one id compete
 * @param problems why it was rejected
 * @param warnings what is odd about it and stopped nothing
 * @param since when the file came into this state
 */
public record FileState(
        State state,
        String sha256,
        boolean removedByIngest,
        Optional<String> article,
        Optional<Instant> published,
        List<Problem> problems,
        List<Problem> warnings,
        Instant since) {

    /** What became of a file. */
    public enum State {
        /** Its content is on the topics. */
        @JsonProperty("published")
        PUBLISHED,
        /** Another file with the same article id was published later and stands in its place. */
        @JsonProperty("shadowed")
        SHADOWED,
        /** It could not be read; its bytes are in the dead letters. */
        @JsonProperty("rejected")
        REJECTED,
        /** It was rejected, and somebody has asked ingest to read it again. */
        @JsonProperty("retry-requested")
        RETRY_REQUESTED
    }

    public FileState {
        Validate.present("state", state);
        Validate.text("sha256", sha256);
        article = Validate.optional(article);
        published = Validate.optional(published);
        problems = Validate.list(problems);
        warnings = Validate.list(warnings);
        Validate.present("since", since);
    }

    /** The same file in another state. */
    public FileState in(State other, Instant now) {
        return new FileState(other, sha256, removedByIngest, article, published, problems, warnings, now);
    }

    /** The same file, taken away or left where it is. */
    public FileState removedByIngest(boolean away) {
        return new FileState(state, sha256, away, article, published, problems, warnings, since);
    }
}
