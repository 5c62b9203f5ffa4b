package dev.heatwire.ingest.parse.suspect;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says why a value is no number or no address; never quotes it. */
public final class ValueReasons {
    private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("[+-]?[0-9][0-9.,]*\\s*[\\p{L}%°\"'].*");
    private static final Pattern NUMBER_WITH_SEPARATORS =
            Pattern.compile("[+-]?[0-9]+(?:[,'_ .\\u00A0\\u202F][0-9]{3})+");
    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^/]");
    private static final Pattern BLANK = Pattern.compile("\\s");

    private ValueReasons() {}

    /** @param example of what the field takes */
    public static String notANumber(String text, String example) {
        if (NUMBER_WITH_UNIT.matcher(text).matches()) {
            return "must be a number without a unit, such as " + example;
        }
        return NUMBER_WITH_SEPARATORS.matcher(text).matches()
                ? "must be a whole number without separators, such as " + example
                : "must be a whole number, such as " + example;
    }

    public static String notAnAddress(String text) {
        Optional<String> oddBlank = OddBlanks.nameOfFirst(text);
        if (HTTP.matcher(text).lookingAt() && oddBlank.isPresent()) {
            return "holds the blank " + oddBlank.get() + "; remove it";
        }
        return HTTP.matcher(text).lookingAt() && BLANK.matcher(text).find()
                ? "holds a blank; write %20 in a path, and none in the name of a host"
                : "must be an absolute http or https URL";
    }
}
