package dev.heatwire.events;

/**
 * The position of a record on the input topic.
 *
 * @param offset stays valid as long as the record is the last one of its key
 */
public record TopicPosition(int partition, long offset) {
    public TopicPosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("a position must not be negative");
        }
    }
}
