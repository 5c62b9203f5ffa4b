package dev.heatwire.enrich;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds where a word may begin or end. */
final class WordBoundary {
    /** As Unicode classifies characters: L, decimal digits, marks, and punctuation that connects. */
    private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{Nd}\\p{M}\\p{Pc}]");

    /** Scripts without blanks between words, and Korean, which writes compounds and endings without them. */
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.NUSHU,
            UnicodeScript.TANGUT,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.AHOM,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE);

    /** Marks of hiragana and katakana, which Unicode assigns to no single script. */
    private static final String KANA_MARKS = "\u30FC\u3099\u309A\u309B\u309C";

    private WordBoundary() {}

    /**
     * Whether a word may begin or end at this index: where not both neighbours belong to words, or where one of them
     * has a script that does not separate words.
     */
    static boolean isAt(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        if (isMark(after) && isWordCharacter(before)) {
            // both are one character to a reader
            return false;
        }
        return !isWordCharacter(before) || !isWordCharacter(after) || isUnspaced(before) || isUnspaced(after);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isWordCharacter(int codePoint) {
        return WORD_CHARACTER.matcher(Character.toString(codePoint)).matches();
    }

    private static boolean isUnspaced(int codePoint) {
        return UNSPACED.contains(UnicodeScript.of(codePoint)) || KANA_MARKS.indexOf(codePoint) >= 0;
    }
}
