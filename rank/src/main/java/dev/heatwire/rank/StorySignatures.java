package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy.Stories;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Detection;
import dev.heatwire.rank.stories.StoryCandidate;
import dev.heatwire.rank.stories.StorySignature;
import java.util.Set;

/** The signature of an article, between step 1, which computes it, and step 2, which compares it. */
final class StorySignatures {
    private StorySignatures() {}

    /** @param ignored words that weigh nothing, in the language of the article */
    static Detection of(EnrichedArticle article, Stories policy, Set<String> ignored) {
        StorySignature signature = StorySignature.of(article.title(), article.excerpt(), article.locale(), ignored);
        return new Detection(
                policy.threshold(),
                policy.window(),
                article.provider().family().orElse(article.provider().domain()),
                article.unrelated(),
                signature.words().stream()
                        .map(word -> new StoryArticle.WeightedWord(
                                word.text(), word.rarity(), word.weight(), word.titleWeight()))
                        .toList(),
                signature.pairs(),
                signature.blocks());
    }

    static StoryCandidate candidate(StoryArticle article, Detection detection) {
        return new StoryCandidate(
                article.id(),
                article.published(),
                detection.family(),
                new StorySignature(
                        detection.words().stream()
                                .map(StorySignatures::weighted)
                                .toList(),
                        detection.pairs(),
                        detection.blocks().stream().map(String::intern).toList()),
                Set.copyOf(detection.unrelated()));
    }

    /** Most words are in many articles: each is kept in memory once. */
    private static StorySignature.WeightedWord weighted(StoryArticle.WeightedWord word) {
        return new StorySignature.WeightedWord(word.text().intern(), word.rarity(), word.weight(), word.titleWeight());
    }
}
