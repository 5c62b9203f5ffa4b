package dev.heatwire.enrich;

import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.text.UnicodeText;
import java.util.List;
import java.util.Optional;

/** Finds a topic's keywords in a title, without regard to case, width and Unicode form. */
final class KeywordMatcher {
    private KeywordMatcher() {}

    /** One match for each entry of the list that occurs, so an entry listed twice matches twice. */
    static List<TitleMatch> in(String title, List<String> keywords) {
        String text = UnicodeText.searchable(title);
        return keywords.stream()
                .map(keyword -> match(text, keyword))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The best of all occurrences: a whole word before the start of one, and that before any other. */
    private static Optional<TitleMatch> match(String text, String keyword) {
        String wanted = UnicodeText.searchable(keyword);
        boolean found = false;
        boolean startsWord = false;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            found = true;
            if (WordBoundary.isAt(text, at)) {
                startsWord = true;
                if (WordBoundary.isAt(text, at + wanted.length())) {
                    return Optional.of(new TitleMatch(keyword, true, true));
                }
            }
        }
        return found ? Optional.of(new TitleMatch(keyword, startsWord, false)) : Optional.empty();
    }
}
