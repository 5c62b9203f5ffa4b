package dev.heatwire.rank;

import dev.heatwire.events.Editorial;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.KeywordMatch;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.ResolvedProvider;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.text.UnicodeText;
import java.util.ArrayList;
import java.util.List;

/** What an article is worth by itself: the parts that apply, each with its points and its reason. */
final class QualityRules {
    private static final String VIDEO = "video";

    private QualityRules() {}

    static Quality score(EnrichedArticle article, Policy.Quality policy) {
        List<ScoreComponent> parts = new ArrayList<>();
        image(article, policy, parts);
        amp(article, policy, parts);
        provider(article.provider(), parts);
        article.topics().forEach(topic -> topic(topic, policy, parts));
        article.topics().forEach(topic -> titleKeywords(topic, policy, parts));
        video(article, policy, parts);
        titleLength(article, policy.title(), parts);
        article.editorial().ifPresent(editorial -> editorialBoost(editorial, parts));
        // a part worth nothing under this policy explains nothing
        parts.removeIf(part -> part.points() == 0);
        return new Quality(parts.stream().mapToInt(ScoreComponent::points).sum(), List.copyOf(parts));
    }

    private static void image(EnrichedArticle article, Policy.Quality policy, List<ScoreComponent> parts) {
        if (!article.images().isEmpty()) {
            parts.add(new ScoreComponent("image", policy.image(), "has at least one image"));
        }
    }

    private static void amp(EnrichedArticle article, Policy.Quality policy, List<ScoreComponent> parts) {
        if (article.ampWebUrl().or(article::cdnAmpWebUrl).isPresent()) {
            parts.add(new ScoreComponent("amp", policy.amp(), "has an AMP URL"));
        }
    }

    private static void provider(ResolvedProvider provider, List<ScoreComponent> parts) {
        String reason = provider.host()
                .map(host -> "provider standing: " + provider.domain() + " lists its host " + host + " with "
                        + provider.standing())
                .orElseGet(() -> "provider standing: " + provider.domain() + " is listed with " + provider.standing());
        parts.add(new ScoreComponent("provider", provider.standing(), reason));
    }

    private static void topic(ResolvedTopic topic, Policy.Quality policy, List<ScoreComponent> parts) {
        parts.add(new ScoreComponent("topic", policy.topic(), "has the topic " + topic.name()));
    }

    private static void titleKeywords(ResolvedTopic topic, Policy.Quality policy, List<ScoreComponent> parts) {
        for (TitleMatch match : topic.titleMatches()) {
            if (counts(match, policy.keywordMatch())) {
                parts.add(new ScoreComponent(
                        "title-keyword",
                        policy.titleKeyword(),
                        "title holds \"" + match.keyword() + "\", a keyword of " + topic.name()));
            }
        }
    }

    private static boolean counts(TitleMatch match, KeywordMatch where) {
        return switch (where) {
            case WORD -> match.word();
            case WORD_START -> match.wordStart();
            case SUBSTRING -> true;
        };
    }

    private static void video(EnrichedArticle article, Policy.Quality policy, List<ScoreComponent> parts) {
        if (article.type().equalsIgnoreCase(VIDEO)) {
            parts.add(new ScoreComponent("video", policy.video(), "is a video"));
        }
    }

    /** Length is counted in Unicode code points of the composed form, so that an emoji is one character, and é, too. */
    private static void titleLength(EnrichedArticle article, Policy.Title policy, List<ScoreComponent> parts) {
        String title = UnicodeText.composed(article.title());
        int length = title.codePointCount(0, title.length());
        if (length > policy.free()) {
            parts.add(new ScoreComponent(
                    "title-length",
                    -((length - policy.free()) / policy.charactersPerPoint()),
                    "title has " + length + " characters, " + (length - policy.free()) + " more than "
                            + policy.free()));
        }
    }

    private static void editorialBoost(Editorial editorial, List<ScoreComponent> parts) {
        parts.add(new ScoreComponent(
                "editorial-boost", editorial.boost(), editorial.note().orElse("the editor's choice")));
    }

    /** An article's quality and the parts that make it. */
    record Quality(int points, List<ScoreComponent> parts) {}
}
