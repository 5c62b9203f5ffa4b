package dev.heatwire.web.syndication;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Titles and excerpts as plain text. Publishers copy them from web pages, with entities and now and then a tag. */
public final class PlainText {
    /** Tags that text is formatted with. Others stay: {@code <canvas>} is what a title may be about. */
    private static final Pattern TAG = Pattern.compile(
            "</?(a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img"
                    + "|ins|li|mark|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|svg|u|ul|wbr)"
                    + "(?:[\\s/][^<>]*)?>",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
            "strike", "strong", "sub", "sup", "u", "wbr");

    /** Only with a semicolon: HTML also reads "Search&notify" as an entity, which plain text does not mean. */
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private PlainText() {}

    /**
     * Removes markup, decodes entities once, and replaces white space and control characters by single spaces. The
     * result has only characters that XML 1.0 has.
     *
     * @param maximum of code points; a longer text is cut and ends with an ellipsis
     */
    public static String of(String text, int maximum) {
        String decoded = ENTITY.matcher(withoutTags(text))
                .replaceAll(entity -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), true)));
        String plain =
                withXmlCharactersOnly(SPACE.matcher(decoded).replaceAll(" ").strip());
        return plain.codePointCount(0, plain.length()) <= maximum
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, maximum - 1)).strip() + "…";
    }

    private static String withoutTags(String text) {
        return TAG.matcher(text).replaceAll(tag -> INLINE.contains(tag.group(1).toLowerCase(Locale.ROOT)) ? "" : " ");
    }

    /** Leaves out what XML 1.0 does not allow (section 2.2), halves of surrogate pairs too. */
    static String withXmlCharactersOnly(String text) {
        if (text.codePoints().allMatch(PlainText::isXmlCharacter)) {
            return text;
        }
        return text.codePoints()
                .filter(PlainText::isXmlCharacter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xFFFE
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
