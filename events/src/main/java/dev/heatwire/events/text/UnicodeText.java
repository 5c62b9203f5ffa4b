package dev.heatwire.events.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms in which texts are compared; two texts that look the same may be written with other code points. */
public final class UnicodeText {
    /** Letters and digits in the other width, which East Asian texts mix with the usual one. */
    private static final Pattern OTHER_WIDTH = Pattern.compile("[\\uFF01-\\uFF5E\\uFF65-\\uFFDC]+");

    /** Where a line may break, and which form a character has; Thai and Khmer pages hold them between words. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B\\u2060\\uFE00-\\uFE0F\\uFEFF]+");

    private static final Pattern BLANK = Pattern.compile("[\\p{Zs}\\t]");

    private UnicodeText() {}

    /** The composed form (NFC), in which é is one code point; macOS writes two in the names of files. */
    public static String composed(String text) {
        return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * The form to search in: composed, in lower case, in the usual width, with spaces for all blanks and without
     * invisible characters.
     */
    public static String searchable(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String usualWidth = OTHER_WIDTH
                .matcher(text)
                .replaceAll(match -> Normalizer.normalize(match.group(), Normalizer.Form.NFKC)
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
        String visible = INVISIBLE.matcher(usualWidth).replaceAll("");
        return composed(BLANK.matcher(visible).replaceAll(" ")).toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }
}
