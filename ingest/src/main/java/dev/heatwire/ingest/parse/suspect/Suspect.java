package dev.heatwire.ingest.parse.suspect;

/**
 * The likely cause of a failure.
 *
 * @param index in code points from the start of the text
 */
public record Suspect(int index, String code, String reason) {
    public static final String RESERVED = "the text begins with a character that YAML reserves; put the text in quotes";

    /** @param at in chars from the start of the text */
    static Suspect in(String text, int at, String code, String reason) {
        return new Suspect(text.codePointCount(0, at), code, reason);
    }
}
