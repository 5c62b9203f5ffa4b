package dev.heatwire.rank;

import static dev.heatwire.events.Samples.enriched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.KeywordMatch;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.Samples.EnrichedBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QualityRulesTest {
    private static final TitleMatch WORD = new TitleMatch("ai", true, true);
    private static final TitleMatch INSIDE = new TitleMatch("ai", false, false);

    static List<Arguments> parts() {
        return List.of(
                part("nothing at all", article -> article, 0),
                part("one image", EnrichedBuilder::image, 20),
                part("two images count once", article -> article.image().image(), 20),
                part("AMP", EnrichedBuilder::amp, 20),
                part("a trusted outlet", article -> article.standing(30), 30),
                part("an official source", article -> article.standing(50), 50),
                part("a doubtful one", article -> article.standing(-10), -10),
                part("one topic", article -> article.topic("AI"), 2),
                part("three topics", article -> article.topic("AI").topic("NLP").topic("Vision"), 6),
                part("a keyword", article -> article.topic("AI", WORD), 2 + 15),
                part("a keyword listed twice", article -> article.topic("AI", WORD, WORD), 2 + 30),
                part(
                        "two keywords of one topic",
                        article -> article.topic("AI", WORD, new TitleMatch("nlp", true, false)),
                        32),
                part(
                        "one keyword of two topics",
                        article -> article.topic("AI", WORD).topic("B", WORD),
                        2 * 17),
                part("a keyword inside a word", article -> article.topic("AI", INSIDE), 2),
                part("a video", article -> article.type("video"), 50),
                part("a Video", article -> article.type("Video"), 50),
                part("a boost", article -> article.editorial(false, 100, "featured"), 100),
                part("a negative boost", article -> article.editorial(true, -20, null), -20),
                part("a boost of nothing", article -> article.editorial(true, 0, "held"), 0),
                part("a podcast", article -> article.type("podcast"), 0));
    }

    private static Arguments part(String name, UnaryOperator<EnrichedBuilder> made, int points) {
        return Arguments.of(name, made, points);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("parts")
    void shouldGivePointsForWhatAnArticleIsMadeOf(String name, UnaryOperator<EnrichedBuilder> made, int points) {
        QualityRules.Quality quality =
                QualityRules.score(made.apply(enriched("a")).build(), Policy.STANDARD.quality());

        assertThat(quality.points()).isEqualTo(points);
        assertThat(quality.parts()).extracting(ScoreComponent::points).doesNotContain(0);
    }

    @ParameterizedTest(name = "a title of {0} characters: {1}")
    @CsvSource({"1, 0", "69, 0", "70, 0", "71, 0", "72, -1", "73, -1", "74, -2", "78, -4", "270, -100"})
    void shouldTakePointsForALongTitle(int length, int points) {
        assertThat(titled("x".repeat(length))).isEqualTo(points);
    }

    @Test
    void shouldCountATitleInCodePoints() {
        assertThat(titled("e\u0301".repeat(71))).as("decomposed").isZero();
        assertThat(titled("😀".repeat(71))).isZero();
        assertThat(titled("😀".repeat(72))).isEqualTo(-1);
        // a family of three is five code points, joiners included
        assertThat(titled("x".repeat(67) + "👨‍👩‍👧")).isEqualTo(-1);
    }

    @Test
    void shouldCountKeywordsInsideWordsWhenThePolicySaysSo() {
        Policy.Quality standard = Policy.STANDARD.quality();
        Policy.Quality older = new Policy.Quality(20, 20, 2, 15, KeywordMatch.SUBSTRING, 50, standard.title());

        assertThat(QualityRules.score(enriched("a").topic("AI", INSIDE, WORD).build(), older)
                        .points())
                .isEqualTo(2 + 30);
    }

    @Test
    void shouldCountWholeWordsOnlyWhenThePolicySaysSo() {
        Policy.Quality words = new Policy.Quality(
                20, 20, 2, 15, KeywordMatch.WORD, 50, Policy.STANDARD.quality().title());
        TitleMatch start = new TitleMatch("ai", true, false);

        assertThat(QualityRules.score(
                                enriched("a").topic("AI", INSIDE, start, WORD).build(), words)
                        .points())
                .isEqualTo(2 + 15);
    }

    @Test
    void shouldTakeEveryNumberFromThePolicy() {
        Policy.Quality odd =
                new Policy.Quality(1, 10, 100, 1_000, KeywordMatch.WORD_START, 10_000, new Policy.Title(5, 3));

        QualityRules.Quality quality = QualityRules.score(
                enriched("a")
                        .image()
                        .amp()
                        .topic("AI", WORD)
                        .type("video")
                        .title("x".repeat(11))
                        .build(),
                odd);

        assertThat(quality.points()).isEqualTo(11_111 - 2);
    }

    @Test
    void shouldExplainEveryPart() {
        assertThat(QualityRules.score(
                                enriched("a")
                                        .image()
                                        .standing(30)
                                        .topic("AI", WORD)
                                        .build(),
                                Policy.STANDARD.quality())
                        .parts())
                .extracting(ScoreComponent::part, ScoreComponent::points, ScoreComponent::reason)
                .containsExactly(
                        tuple("image", 20, "has at least one image"),
                        tuple("provider", 30, "provider standing: site.example is listed with 30"),
                        tuple("topic", 2, "has the topic AI"),
                        tuple("title-keyword", 15, "title holds \"ai\", a keyword of AI"));
    }

    private static int titled(String title) {
        return QualityRules.score(enriched("a").title(title).build(), Policy.STANDARD.quality())
                .points();
    }
}
