package dev.heatwire.rank;

import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.Stories;
import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.ResolvedTopic.TitleMatch;
import dev.heatwire.events.Samples.EnrichedBuilder;
import dev.heatwire.streams.StageDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryDetectionTest {
    private static final String TITLE = "IBM abandons facial recognition business over mass surveillance";

    private StageDriver driver;
    private TestInputTopic<String, EnrichedArticle> articles;
    private TestInputTopic<String, Policy> policy;
    private TestOutputTopic<String, RankedArticle> ranked;
    private final Map<String, RankedArticle> current = new HashMap<>();

    @BeforeEach
    void start(@TempDir Path state) {
        driver = new StageDriver(RankStage.STAGE, state);
        articles = driver.input(driver.topics.enrichedArticles);
        policy = driver.input(driver.topics.scoringPolicy);
        ranked = driver.output(driver.topics.rankedArticles);
        setPolicy(detecting());
    }

    @AfterEach
    void nothingIsRejected() {
        assertThat(driver.output(driver.topics.deadLetters).isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void shouldLetTheBestArticleOfAStoryLeadWithTheOthersAsItsCoverage() {
        addStory();

        assertThat(look("a").heat()).isEqualTo(89 + 2 * 7);
        assertThat(look("a").reasons().heat()).isEqualTo("quality 89 + 0 covering × 10 + 2 detected × 7");
        assertThat(look("a").coverage())
                .extracting(CoveringArticle::id, CoveringArticle::kind, CoveringArticle::quality)
                .containsExactly(
                        tuple(id("b"), CoverageKind.DETECTED, Optional.of(69)),
                        tuple(id("c"), CoverageKind.DETECTED, Optional.of(43)));
        assertThat(look("a").coverage())
                .allSatisfy(covering -> assertThat(covering.reason().orElseThrow())
                        .contains("same story as", "they share", "abandon", "0 hours apart", "where 0.78 is needed"));
        for (String other : List.of("b", "c")) {
            assertThat(look(other).heat()).isEqualTo(-1);
            assertThat(look(other).published()).isFalse();
            assertThat(look(other).lead()).isEqualTo(id("a"));
            assertThat(look(other).story()).isEqualTo(look("a").story()).isPresent();
            assertThat(look(other).coverage()).isEmpty();
        }
        assertThat(look("d").story()).isEmpty();
        assertThat(look("d").heat()).isEqualTo(80);
    }

    @Test
    void shouldDetectNothingUnlessThePolicySaysSo() {
        setPolicy(null);
        addStory();

        assertThat(current.values()).isNotEmpty().allSatisfy(article -> {
            assertThat(article.story()).isEmpty();
            assertThat(article.heat()).isEqualTo(article.quality());
        });
    }

    @Test
    void shouldFollowThePolicy() {
        addStory();
        Map<String, RankedArticle> detected = Map.copyOf(current);

        setPolicy(null);
        assertThat(look("a").heat()).isEqualTo(89);
        assertThat(look("b").heat()).isEqualTo(69);

        setPolicy(detecting());
        assertThat(current).isEqualTo(detected);

        setPolicy(detecting(Threshold.NORMAL, "IBM", "abandons", "facial", "recognition", "business", "surveillance"));
        assertThat(look("a").story()).isEmpty();
    }

    @Test
    void shouldFollowDeletions() {
        addStory();

        articles.pipeInput(id("a"), (EnrichedArticle) null);
        settle();

        assertThat(look("b").heat()).isEqualTo(69 + 7);
        assertThat(look("c").lead()).isEqualTo(id("b"));
    }

    @Test
    void shouldCountADeclaredArticleOnceAndAProviderFamilyOnce() {
        add(enriched("a").title(TITLE).outlet("a.example", 89).related("b", 1, StageDriver.START));
        add(enriched("b").title(TITLE).outlet("b.example", 69));
        add(enriched("c").title(TITLE).outlet("c.example", 43));
        add(enriched("e").title(TITLE).outlet("c.example", 42));
        settle();

        assertThat(look("a").heat()).isEqualTo(89 + 10 + 7);
        assertThat(look("a").coverage())
                .extracting(CoveringArticle::id, CoveringArticle::kind)
                .containsExactly(tuple(id("b"), CoverageKind.LIVE), tuple(id("c"), CoverageKind.DETECTED));
        assertThat(look("e").lead()).isEqualTo(id("a"));
    }

    @Test
    void shouldNotLinkWhatAFileNamesAsUnrelated() {
        add(enriched("a").title(TITLE).outlet("a.example", 89).unrelated("b"));
        add(enriched("b").title(TITLE).outlet("b.example", 69));
        settle();

        assertThat(look("a").story()).isEmpty();
        assertThat(look("b").heat()).isEqualTo(69);
    }

    /** The product owner's sample articles with their qualities, without what they declare. */
    @Test
    void shouldFindTheStoryOfTheSampleArticles() {
        add(seed("cnet.com", 89, "IBM to withdraw from facial recognition market out of profiling fears")
                .excerpt("International Business Machines Corp will no longer offer general purpose facial recognition"
                        + " or analysis software, new Chief Executive Officer Arvind Krishna said in a letter to the"
                        + " members of the United States Congress on Monday."));
        add(seed("usnews.com", 69, "IBM Gets Out of Facial Recognition Business")
                .excerpt("IBM Corp.’s Chief Executive Officer Arvind Krishna says he is withdrawing his company from"
                        + " the general purpose facial recognition market over concerns that the technology is being"
                        + " used to promote discrimination and racial injustice."));
        add(seed("theguardian.com", 43, "IBM quits facial-recognition market over police racial-profiling concerns")
                .excerpt("CEO writes to US Congress calling for ‘national dialogue’ about use in law enforcement"));
        add(seed("npr.org", 37, "IBM Abandons Facial Recognition Products, Condemns Racially Biased Surveillance")
                .excerpt("IBM is the first major technology company to walk away from facial recognition technology"
                        + " amid nationwide protests for racial justice and police reform. Amazon and Microsoft have"
                        + " not followed."));
        add(seed("siliconangle.com", 39, "IBM to stop selling facial recognition technology")
                .excerpt("IBM announced Monday that it's withdrawing from the general-purpose facial recognition"
                        + " market, saying it worries that the technology is being used to promote discrimination and"
                        + " racial injustice."));
        settle();

        assertThat(look("cnet.com").quality()).isEqualTo(89);
        assertThat(look("cnet.com").coverage())
                .extracting(CoveringArticle::id)
                .contains(id("usnews.com"), id("siliconangle.com"));
        assertThat(look("cnet.com").heat()).isEqualTo(89 + 7 * look("cnet.com").coverageCount());
        assertThat(look("usnews.com").lead()).isEqualTo(id("cnet.com"));
        assertThat(look("siliconangle.com").heat()).isEqualTo(-1);
    }

    private static EnrichedBuilder seed(String domain, int quality, String title) {
        return enriched(domain)
                .title(title)
                .outlet(domain, quality - 17)
                .topic("Computer Vision", new TitleMatch("facial recognition", true, true));
    }

    private void addStory() {
        add(enriched("c").title("IBM abandons its facial recognition business").outlet("c.example", 43));
        add(enriched("d").title("Oil prices fall as storm spares the coast").outlet("d.example", 80));
        add(enriched("b")
                .title("IBM abandons facial recognition business, cites mass surveillance")
                .outlet("b.example", 69));
        add(enriched("a").title(TITLE).outlet("a.example", 89));
        settle();
    }

    private void add(EnrichedBuilder builder) {
        EnrichedArticle article = builder.build();
        articles.pipeInput(article.id(), article);
    }

    private void setPolicy(Policy changed) {
        policy.pipeInput(Policy.KEY, changed);
        settle();
    }

    private void settle() {
        driver.settle();
        ranked.readKeyValuesToList().forEach(record -> {
            if (record.value == null) {
                current.remove(record.key);
            } else {
                current.put(record.key, record.value);
            }
        });
    }

    private RankedArticle look(String name) {
        return current.get(id(name));
    }

    private static Policy detecting() {
        return detecting(Threshold.NORMAL);
    }

    private static Policy detecting(Threshold threshold, String... ignoreWords) {
        return new Policy(
                Policy.STANDARD.quality(),
                new Policy.Heat(10, Optional.of(7), 50),
                Policy.STANDARD.publish(),
                Policy.STANDARD.ranking(),
                Optional.of(new Stories(true, threshold, Duration.ofHours(72), List.of(ignoreWords))));
    }
}
