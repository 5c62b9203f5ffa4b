package dev.heatwire.events.url;

import dev.heatwire.events.text.UnicodeText;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of a name that keys and feed names use: {@code computer-vision} of "Computer Vision". */
public final class Slug {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cc}/|\\\\]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /**
     * Composed (NFC) and in lower case, with a hyphen for each run of white space and of characters that separate the
     * parts of keys. Other characters stay, so that "C", "C++" and "C#" remain three topics.
     */
    public static String of(String name) {
        String joined = SEPARATORS
                .matcher(UnicodeText.composed(name).toLowerCase(Locale.ROOT))
                .replaceAll("-");
        String slug = OUTER_HYPHENS.matcher(joined).replaceAll("");
        return slug.isEmpty() ? "-" : slug;
    }
}
