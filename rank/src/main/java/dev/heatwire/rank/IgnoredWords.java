package dev.heatwire.rank;

import dev.heatwire.events.Policy.Stories;
import dev.heatwire.rank.stories.StoryWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words that weigh nothing under a policy; kept for each language, because a site has hundreds of them. */
final class IgnoredWords {
    /** Two policies during a migration, in several languages. */
    private static final int MAX_WORD_LISTS = 32;

    private final Map<Key, Set<String>> words = new HashMap<>();

    private record Key(List<String> phrases, String language) {}

    /** @param locale a language tag; English when absent */
    Set<String> of(Stories policy, Optional<String> locale) {
        Key key = new Key(policy.ignoreWords(), StoryWords.language(locale));
        if (words.size() == MAX_WORD_LISTS && !words.containsKey(key)) {
            words.clear();
        }
        return words.computeIfAbsent(key, absent -> StoryWords.distinct(absent.phrases(), locale));
    }
}
