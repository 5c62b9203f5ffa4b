package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy.Stories;
import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Detection;
import dev.heatwire.rank.stories.StoryCandidate;
import dev.heatwire.rank.stories.StorySignature;
import dev.heatwire.rank.stories.StoryWords;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signature of an article, between step 1, which computes it, and step 2, which compares it. */
final class StorySignatures {
    private StorySignatures() {}

    static Detection of(EnrichedArticle article, Stories policy) {
        StorySignature signature =
                StorySignature.of(article.title(), article.excerpt(), article.locale(), ignored(article, policy));
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

    /** On a site about one topic, the words of the topic are in every article and tell nothing of its story. */
    private static Set<String> ignored(EnrichedArticle article, Stories policy) {
        Stream<String> keywords = article.topics().stream()
                .flatMap(topic -> topic.titleMatches().stream())
                .map(TitleMatch::keyword);
        return StoryWords.distinct(
                Stream.concat(policy.ignoreWords().stream(), keywords).collect(Collectors.toSet()), article.locale());
    }

    static StoryCandidate candidate(StoryArticle article, Detection detection) {
        return new StoryCandidate(
                article.id(),
                article.published(),
                detection.family(),
                new StorySignature(
                        detection.words().stream()
                                .map(word -> new StorySignature.WeightedWord(
                                        word.text(), word.rarity(), word.weight(), word.titleWeight()))
                                .toList(),
                        detection.pairs(),
                        detection.blocks()),
                Set.copyOf(detection.unrelated()));
    }

    /** Most words are in many articles: each is kept in memory once. */
    private static StorySignature.WeightedWord weighted(StoryArticle.WeightedWord word) {
        return new StorySignature.WeightedWord(word.text().intern(), word.rarity(), word.weight(), word.titleWeight());
    }
}
