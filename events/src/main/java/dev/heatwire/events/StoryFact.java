package dev.heatwire.events;

import java.time.Instant;

/**
 * What one ingested article tells another of the same story about itself.
 *
 * @param from the id of the article that tells
 * @param to the id of the article that is told
 * @param names whether {@code from} names {@code to} among its related articles
 * @param quality our own, recomputed
 */
public record StoryFact(String from, String to, boolean names, String title, int quality, Instant publishedDateTime) {
    /** Between the ids of a key; no canonical URL holds a space. */
    private static final String SEPARATOR = " ";

    public StoryFact {
        Validate.id("from", from);
        Validate.id("to", to);
        Validate.text("title", title);
        Validate.present("publishedDateTime", publishedDateTime);
    }

    /** {@code <to> <from>}: all that one article was told stands together. */
    public static String key(String to, String from) {
        return to + SEPARATOR + from;
    }

    /** The beginning of every key of facts told to this article. */
    public static String keysTo(String to) {
        return to + SEPARATOR;
    }

    public static String toOf(String key) {
        return key.substring(0, separatorOf(key));
    }

    public static String fromOf(String key) {
        return key.substring(separatorOf(key) + 1);
    }

    private static int separatorOf(String key) {
        int at = key.indexOf(SEPARATOR);
        if (at < 0) {
            throw new IllegalArgumentException("not a key of the story facts: " + key);
        }
        return at;
    }
}
