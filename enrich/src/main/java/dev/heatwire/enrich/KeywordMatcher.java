package dev.heatwire.enrich;

import dev.heatwire.events.ResolvedTopic.TitleMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds a topic's keywords in a title, without regard to case. */
final class KeywordMatcher {
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

    /** A word starts where a letter, digit or the like does not follow another. */
    private static boolean startsWord(String text, int at) {
        return at == 0 || !isWordCharacter(text.codePointBefore(at)) || !isWordCharacter(text.codePointAt(at));
    }

    private static boolean isWordCharacter(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }
}
