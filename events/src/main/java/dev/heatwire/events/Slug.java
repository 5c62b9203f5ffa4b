package dev.heatwire.events;

import java.util.Locale;

/** The form of a name that keys and feed names use: {@code computer-vision} of "Computer Vision". */
public final class Slug {
    private Slug() {}

    /**
     * Lower case, with a hyphen for each run of white space and of the characters that separate parts of keys. All
     * else stays, so that "C", "C++" and "C#" remain three topics.
     */
    public static String of(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}\\p{Cc}/|\\\\]+", "-")
                .replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "-" : slug;
    }
}
