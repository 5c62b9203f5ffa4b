package dev.heatwire.rank;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.Samples.EnrichedBuilder;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.streams.StageDriver;
import dev.heatwire.streams.TableWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankTopologyTest {
    /** A walk waits for further changes before it sets out. */
    private static final Duration FIRST_SLICE = Duration.ofMillis(100);

    private StageDriver driver;
    private TestInputTopic<String, EnrichedArticle> articles;
    private TestInputTopic<String, Policy> policy;
    private TestOutputTopic<String, RankedArticle> ranked;
    private TestOutputTopic<String, StoryArticle> storyArticles;
    private final Map<String, RankedArticle> current = new HashMap<>();

    @BeforeEach
    void start(@TempDir Path state) {
        driver = new StageDriver(RankStage.STAGE, state);
        articles = driver.input(driver.topics.enrichedArticles);
        policy = driver.input(driver.topics.scoringPolicy);
        ranked = driver.output(driver.topics.rankedArticles);
        storyArticles = driver.output(driver.topics.storyArticles);
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
                .extracting(CoveringArticle::id, CoveringArticle::quality, CoveringArticle::kind)
                .containsExactly(
                        tuple(id("b"), Optional.of(88), CoverageKind.DECLARED),
                        tuple(id("c"), Optional.of(70), CoverageKind.DECLARED));
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
        assertThat(look("a").coverage().get(0).kind()).isEqualTo(CoverageKind.LIVE);

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

        assertThat(current).doesNotContainKey(id("b"));
        assertThat(look("a").lead()).isEqualTo(id("b"));
        assertThat(look("a").coverage().get(0).kind()).isEqualTo(CoverageKind.DECLARED);
        assertThat(look("c").heat()).isEqualTo(50);
    }

    @Test
    void shouldKnowWhichArticlesNamedOneThatReturns() {
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
    void shouldApplyAPolicyToManyArticlesInSlices() {
        int many = TableWalk.SLICE_SIZE + TableWalk.SLICE_SIZE / 2;
        IntStream.range(0, many)
                .forEach(number ->
                        put(enriched("%05d".formatted(number)).standing(50).related("other-" + number, 1, NOON)));
        String first = "00000";
        String last = "%05d".formatted(many - 1);

        policy.pipeInput(Policy.KEY, perCoverage(15));
        policy.pipeInput(Policy.KEY, perCoverage(20));
        driver.advance(FIRST_SLICE);
        policy.pipeInput(Policy.KEY, perCoverage(25));
        read();
        assertThat(look(first).heat()).isEqualTo(70);
        assertThat(look(last).heat()).isEqualTo(60);

        put(enriched(first).standing(55).related("other-0", 1, NOON));
        put(enriched(last).standing(55).related("other-1", 1, NOON));
        assertThat(look(first).heat()).as("reached by the migration").isEqualTo(75);
        assertThat(look(last).heat()).as("not reached yet").isEqualTo(65);

        policy.pipeInput(Policy.KEY, perCoverage(30));
        driver.settle();
        read();
        assertThat(current.values())
                .hasSize(many)
                .allSatisfy(article -> assertThat(article.heat()).isEqualTo(article.quality() + 30));
    }

    @Test
    void shouldRankNothingAnewWhenAPolicyReturnsToWhatItWasBeforeAMigration() {
        add(enriched("a").standing(60).related("b", 1, NOON));

        policy.pipeInput(Policy.KEY, perCoverage(20));
        policy.pipeInput(Policy.KEY, Policy.STANDARD);
        driver.settle();

        assertThat(ranked.isEmpty()).isTrue();
        assertThat(look("a").heat()).isEqualTo(70);
    }

    @Test
    void shouldKeepQualityAndHeatOfARecordTogetherWhenThePolicyOfQualityChanges() {
        add(enriched("a").standing(60).image().related("b", 1, NOON));
        add(enriched("b").standing(70).image());
        ranked.readValuesToList();

        policy.pipeInput(Policy.KEY, imagePoints(50));
        driver.settle();

        List<RankedArticle> records = ranked.readValuesToList();
        assertThat(records).hasSizeGreaterThanOrEqualTo(2);
        assertThat(records)
                .filteredOn(record -> record.heat() >= 0)
                .allSatisfy(
                        record -> assertThat(record.heat()).isEqualTo(record.quality() + 10 * record.coverageCount()));
        assertThat(records).extracting(RankedArticle::quality).contains(110, 120);
    }

    @Test
    void shouldListTheBestOfManyCoveringArticlesAndCountAll() {
        int many = 300;
        add(enriched("a").standing(60));
        IntStream.range(0, many)
                .forEach(number -> put(enriched("n" + number).standing(10).related("a", 1, NOON)));

        assertThat(look("a").coverageCount()).isEqualTo(many);
        assertThat(look("a").heat()).isEqualTo(60 + 10 * many);
        assertThat(look("a").coverage()).hasSize(RankedArticle.MAX_COVERAGE);
    }

    @Test
    void shouldWriteNothingForAPolicyThatRanksAlike() {
        add(enriched("a").standing(60).related("b", 1, NOON));
        storyArticles.readValuesToList();

        policy.pipeInput(Policy.KEY, Policy.STANDARD);
        policy.pipeInput(Policy.KEY, feedSize(7));
        driver.settle();

        assertThat(ranked.isEmpty()).isTrue();
        assertThat(storyArticles.isEmpty()).isTrue();
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

        policy.pipeInput(Policy.KEY, minimumHeat(10), StageDriver.START.plus(Duration.ofHours(5)));
        driver.settle();
        read();

        assertThat(look("a").published()).isTrue();
        assertThat(look("a").score()).isEqualTo(score);
    }

    @Test
    void shouldDateARecordByThePolicyThatChangedIt() {
        add(enriched("a").standing(60));

        driver.advance(Duration.ofDays(10));
        policy.pipeInput(Policy.KEY, minimumHeat(10));
        driver.settle();

        TestRecord<String, RankedArticle> record = ranked.readRecord();
        assertThat(record.value().published()).isTrue();
        assertThat(record.getRecordTime()).isAfter(StageDriver.START.plus(Duration.ofDays(10)));
    }

    @Test
    void shouldWalkPastAnArticleThatWentToTheDeadLetters() {
        put(enriched("a").standing(60).editorial(false, 0, ""));
        assertThat(driver.output(driver.topics.deadLetters).readValuesToList()).isNotEmpty();
        add(enriched("b").standing(60));

        setPolicy(minimumHeat(10));

        assertThat(look("b").published()).isTrue();
        assertThat(look("a")).isNull();

        setPolicy(detecting());

        assertThat(look("b").published()).isFalse();
    }

    @Test
    void shouldForwardTheDeletionOfAnArticleThatItDoesNotKnowSinceAReset() {
        articles.pipeInput(id("a"), (EnrichedArticle) null);

        assertThat(ranked.readKeyValuesToList())
                .extracting(one -> one.key, one -> one.value)
                .containsExactly(tuple(id("a"), null));
    }

    @Test
    void shouldNotDateARelationInTheFuture() {
        Instant future = StageDriver.START.plus(Duration.ofDays(2));
        EnrichedArticle article = enriched("a").standing(60).build();
        articles.pipeInput(article.id(), article, future);
        driver.settle();

        assertThat(driver.output(driver.topics.storyRelations).readRecord().getRecordTime())
                .isBefore(future);
        read();
    }

    private static Policy detecting() {
        return Policy.STANDARD.with(new Policy.Stories(true, Policy.Threshold.NORMAL, Duration.ofHours(72), List.of()));
    }

    private static Policy minimumHeat(int heat) {
        return new Policy(
                Policy.STANDARD.quality(), Policy.STANDARD.heat(), new Policy.Publish(heat), Policy.STANDARD.ranking());
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
        driver.settle();
        read();
    }

    private static Policy feedSize(int feedSize) {
        Policy.Ranking standard = Policy.STANDARD.ranking();
        return new Policy(
                Policy.STANDARD.quality(),
                Policy.STANDARD.heat(),
                Policy.STANDARD.publish(),
                new Policy.Ranking(standard.halfLife(), feedSize, standard.forgetAfter()));
    }

    private static Policy imagePoints(int points) {
        Policy.Quality standard = Policy.STANDARD.quality();
        return new Policy(
                new Policy.Quality(
                        points,
                        standard.amp(),
                        standard.topic(),
                        standard.titleKeyword(),
                        standard.keywordMatch(),
                        standard.video(),
                        standard.title()),
                Policy.STANDARD.heat(),
                Policy.STANDARD.publish(),
                Policy.STANDARD.ranking());
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
                current.remove(one.key);
            } else {
                current.put(one.key, one.value);
            }
        });
    }

    private RankedArticle look(String name) {
        return current.get(id(name));
    }
}
