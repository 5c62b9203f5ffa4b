package dev.heatwire.rank;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.Samples.EnrichedBuilder;
import dev.heatwire.events.StoryFact;
import dev.heatwire.streams.StageDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankTopologyTest {
    private StageDriver driver;
    private TestInputTopic<String, EnrichedArticle> articles;
    private TestInputTopic<String, Policy> policy;
    private TestOutputTopic<String, RankedArticle> ranked;
    private TestOutputTopic<String, StoryFact> facts;
    private final Map<String, RankedArticle> standing = new HashMap<>();

    @BeforeEach
    void start(@TempDir Path state) {
        driver = new StageDriver(RankStage.STAGE, state);
        articles = driver.input(driver.topics.enrichedArticles);
        policy = driver.input(driver.topics.scoringPolicy);
        ranked = driver.output(driver.topics.rankedArticles);
        facts = driver.output(driver.topics.storyFacts);
    }

    @AfterEach
    void nothingElseIsWritten() {
        assertThat(ranked.isEmpty()).isTrue();
        assertThat(driver.output(driver.topics.deadLetters).isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void shouldHaveTheTopologyThatIsWrittenDown() throws IOException {
        assertThat(driver.description()).isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void shouldRankAnArticleWithTheQualityThatOthersDeclare() {
        add(enriched("a").standing(89).related("b", 88, NOON).related("c", 70, NOON));

        assertThat(look("a").heat()).isEqualTo(109);
        assertThat(look("a").lead()).isEqualTo(id("a"));
        assertThat(look("a").coverage())
                .extracting(CoveringArticle::id, CoveringArticle::quality, CoveringArticle::live)
                .containsExactly(tuple(id("b"), Optional.of(88), false), tuple(id("c"), Optional.of(70), false));
    }

    @Test
    void shouldCountACoveringArticleWithoutAQualityButNotLetItLead() {
        add(enriched("a").standing(60).related("b", null, null));

        assertThat(look("a").heat()).isEqualTo(70);
    }

    @Test
    void shouldCountEachOtherArticleOnceAndNeverItself() {
        add(enriched("a")
                .standing(60)
                .related("b", 10, NOON)
                .related("b", 99, NOON)
                .related("a", 99, NOON));

        assertThat(look("a").heat()).isEqualTo(70);
    }

    @Test
    void shouldPreferTheLiveQualityWhicheverComesFirst() {
        add(enriched("a").standing(60).related("b", 99, NOON));
        assertThat(look("a").lead()).isEqualTo(id("b"));

        add(enriched("b").standing(59));

        assertThat(look("a").heat()).isEqualTo(70);
        assertThat(look("a").coverage().get(0).live()).isTrue();

        add(enriched("c").standing(80).related("b", 10, NOON));

        assertThat(look("c").coverage().get(0).quality()).contains(59);
    }

    @Test
    void shouldCoverBothWays() {
        add(enriched("b").standing(50));
        assertThat(look("b").heat()).isEqualTo(50);

        add(enriched("a").standing(40).related("b", 1, NOON));

        assertThat(look("b").heat()).isEqualTo(60);
        assertThat(look("b").coverage()).extracting(CoveringArticle::title).containsExactly("A title");
        assertThat(look("a").lead()).isEqualTo(id("b"));
    }

    @Test
    void shouldFollowTheQualityOfTheOthers() {
        add(enriched("a").standing(60).related("b", 1, NOON));
        add(enriched("b").standing(50));
        add(enriched("b").standing(61));

        assertThat(look("a").heat()).isEqualTo(-1);
        assertThat(look("a").lead()).isEqualTo(id("b"));
        assertThat(look("b").heat()).isEqualTo(71);
    }

    @Test
    void shouldTakeBackCoverageWhenAnArticleNoLongerNamesAnother() {
        add(enriched("b").standing(50));
        add(enriched("a").standing(60).related("b", 1, NOON));
        assertThat(look("b").lead()).isEqualTo(id("a"));

        add(enriched("a").standing(60));

        assertThat(look("b").heat()).isEqualTo(50);
        assertThat(look("b").coverage()).isEmpty();
        assertThat(look("a").coverage()).isEmpty();
    }

    @Test
    void shouldFallBackToTheDeclaredQualityWhenAnArticleGoes() {
        add(enriched("a").standing(60).related("b", 99, NOON));
        add(enriched("b").standing(10).related("c", 1, NOON));
        add(enriched("c").standing(50));
        assertThat(look("a").heat()).isEqualTo(70);
        assertThat(look("c").heat()).isEqualTo(60);

        delete("b");

        assertThat(standing).doesNotContainKey(id("b"));
        assertThat(look("a").lead()).isEqualTo(id("b"));
        assertThat(look("a").coverage().get(0).live()).isFalse();
        assertThat(look("c").heat()).isEqualTo(50);
    }

    @Test
    void shouldRankAnArticleOnceHoweverManyNameItAtATime() {
        add(enriched("a").standing(60));
        for (String other : List.of("b", "c", "d")) {
            put(enriched(other).standing(50).related("a", 60, NOON));
        }
        assertThat(look("a").heat()).isEqualTo(60);

        driver.settle();

        assertThat(ranked.readKeyValuesToList())
                .filteredOn(one -> one.key.equals(id("a")))
                .extracting(one -> one.value.heat())
                .containsExactly(90);
    }

    @Test
    void shouldNotRankAnArticleThatIsToldAndUntoldAtATime() {
        add(enriched("a").standing(60));
        put(enriched("b").standing(50).related("a", 60, NOON));
        put(enriched("b").standing(50));

        driver.settle();

        assertThat(ranked.readKeyValuesToList()).extracting(one -> one.key).doesNotContain(id("a"));
    }

    @Test
    void shouldNotHoldUpLettersForOneWithoutASender() {
        add(enriched("a").standing(60));
        driver.input(driver.topics.storyFacts).pipeInput("no-key-of-a-fact", null);

        add(enriched("b").standing(50).related("a", 60, NOON));

        assertThat(look("a").heat()).isEqualTo(70);
        assertThat(driver.output(driver.topics.deadLetters).readRecord().key()).isEqualTo("no-key-of-a-fact");
    }

    @Test
    void shouldLeaveNoLetterForAnArticleThatIsNotHere() {
        put(enriched("a").standing(50).related("b", 60, NOON));
        assertThat(driver.store("mail").approximateNumEntries()).isZero();
        driver.settle();
        read();

        EnrichedArticle arriving = enriched("b").standing(60).build();
        articles.pipeInput(arriving.id(), arriving);

        assertThat(ranked.readKeyValuesToList())
                .filteredOn(one -> one.key.equals(id("b")))
                .extracting(one -> one.value.heat())
                .containsExactly(70);
    }

    @Test
    void shouldHearTheLatestAlsoWhenAnArticleGoesBeforeItHasReadItsLetter() {
        add(enriched("a").standing(60));
        put(enriched("b").standing(50).related("a", 60, NOON));
        articles.pipeInput(id("a"), null);
        put(enriched("b").standing(40).related("a", 60, NOON));
        driver.settle();

        add(enriched("a").standing(60));

        assertThat(look("a").coverage()).extracting(CoveringArticle::quality).containsExactly(Optional.of(40));
    }

    @Test
    void shouldKnowWhoNamedAnArticleThatComesBack() {
        add(enriched("a").standing(60).related("b", 99, NOON));
        add(enriched("b").standing(10));
        delete("b");

        add(enriched("b").standing(20));

        assertThat(look("a").heat()).isEqualTo(70);
        assertThat(look("b").lead()).isEqualTo(id("a"));
    }

    @Test
    void shouldApplyAnotherPolicyToEveryArticle() {
        add(enriched("a").standing(60).related("b", 1, NOON));
        add(enriched("b").standing(50).image());
        setPolicy(perCoverage(20));
        assertThat(look("b").heat()).isEqualTo(90);

        setPolicy(null);
        assertThat(look("b").heat()).isEqualTo(80);
    }

    @Test
    void shouldBringAPolicyToManyArticlesSliceBySlice() {
        int many = RankDesk.SLICE_SIZE + RankDesk.SLICE_SIZE / 2;
        IntStream.range(0, many)
                .forEach(number ->
                        put(enriched("%05d".formatted(number)).standing(50).related("other-" + number, 1, NOON)));
        String first = "00000";
        String last = "%05d".formatted(many - 1);

        setPolicy(perCoverage(20));
        setPolicy(perCoverage(25));
        setPolicy(perCoverage(30));
        assertThat(look(first).heat()).isEqualTo(70);
        assertThat(look(last).heat()).isEqualTo(60);

        // what changes on the way is ranked by the policy that has reached it
        put(enriched(first).standing(60).related("other-0", 1, NOON));
        put(enriched(last).standing(60).related("other-1", 1, NOON));
        assertThat(look(first).heat()).isEqualTo(80);
        assertThat(look(last).heat()).isEqualTo(70);

        driver.advance(Duration.ofMillis(10));
        read();
        assertThat(look(last).heat()).isEqualTo(80);

        driver.advance(Duration.ofMillis(10));
        driver.advance(Duration.ofMillis(10));
        int written = ranked.readKeyValuesToList().stream()
                .peek(one -> standing.put(one.key, one.value))
                .toList()
                .size();
        assertThat(written).isEqualTo(many);
        assertThat(standing.values())
                .allSatisfy(article -> assertThat(article.heat()).isEqualTo(article.quality() + 30));
    }

    @Test
    void shouldWriteNothingForWhatChangesNothing() {
        add(enriched("a").standing(60).related("b", 1, NOON));
        add(enriched("b").standing(50));
        facts.readValuesToList();

        articles.pipeInput(
                id("a"), enriched("a").standing(60).related("b", 1, NOON).build());
        articles.pipeInput(id("none"), null);
        policy.pipeInput(Policy.KEY, Policy.STANDARD);

        assertThat(ranked.isEmpty()).isTrue();
        assertThat(facts.isEmpty()).isTrue();
    }

    @Test
    void shouldRankAnArticleOfTheFutureByItsRecordWhateverComesLater() {
        EnrichedArticle future = enriched("a")
                .standing(60)
                .published(StageDriver.START.plus(Duration.ofDays(9)))
                .build();
        articles.pipeInput(future.id(), future, StageDriver.START);
        read();
        double score = look("a").score();
        assertThat(score)
                .isEqualTo(TimeDecayScore.score(
                        60, future.publishedDateTime(), StageDriver.START, Policy.STANDARD.ranking()));

        policy.pipeInput(
                Policy.KEY,
                new Policy(
                        Policy.STANDARD.quality(),
                        Policy.STANDARD.heat(),
                        new Policy.Publish(10),
                        Policy.STANDARD.ranking()),
                StageDriver.START.plus(Duration.ofHours(5)));
        read();

        assertThat(look("a").published()).isTrue();
        assertThat(look("a").score()).isEqualTo(score);
    }

    private void add(EnrichedBuilder builder) {
        put(builder);
        driver.settle();
        read();
    }

    /** Without the time to act on more than the article itself. */
    private void put(EnrichedBuilder builder) {
        EnrichedArticle article = builder.build();
        articles.pipeInput(article.id(), article);
        read();
    }

    private void delete(String name) {
        articles.pipeInput(id(name), (EnrichedArticle) null);
        driver.settle();
        read();
    }

    private void setPolicy(Policy changed) {
        policy.pipeInput(Policy.KEY, changed);
        read();
    }

    private static Policy perCoverage(int points) {
        return new Policy(
                Policy.STANDARD.quality(),
                new Policy.Heat(points, 50),
                Policy.STANDARD.publish(),
                Policy.STANDARD.ranking());
    }

    private void read() {
        ranked.readKeyValuesToList().forEach(one -> {
            if (one.value == null) {
                standing.remove(one.key);
            } else {
                standing.put(one.key, one.value);
            }
        });
    }

    private RankedArticle look(String name) {
        return standing.get(id(name));
    }
}
