package dev.heatwire.enrich;

import dev.heatwire.events.ResolvedTopic.TitleMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a topic's keywords in a title, without regard to case. */
final class KeywordMatcher {
    /** As Unicode classifies characters: L, decimal digits, marks, and punctuation that connects. */
    private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{Nd}\\p{M}\\p{Pc}]");

    private KeywordMatcher() {}

    /** One match for each entry of the list that occurs, so an entry listed twice matches twice. */
    static List<TitleMatch> in(String title, List<String> keywords) {
        String text = title.toLowerCase(Locale.ROOT);
        return keywords.stream()
                .map(keyword -> match(text, keyword))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<TitleMatch> match(String text, String keyword) {
        String wanted = keyword.toLowerCase(Locale.ROOT);
        int at = text.indexOf(wanted);
        if (at < 0) {
            return Optional.empty();
        }
        while (at >= 0) {
            if (startsWord(text, at)) {
                return Optional.of(new TitleMatch(keyword, true));
            }
            at = text.indexOf(wanted, at + 1);
        }
        return Optional.of(new TitleMatch(keyword, false));
    }

    /** A word starts where a word character does not follow another. */
    private static boolean startsWord(String text, int at) {
        return at == 0 || !isWordCharacter(text.codePointBefore(at)) || !isWordCharacter(text.codePointAt(at));
    }

    private static boolean isWordCharacter(int codePoint) {
        return WORD_CHARACTER.matcher(Character.toString(codePoint)).matches();
    }
}
