package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static dev.heatwire.events.Samples.ranked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.json.Json;
import dev.heatwire.streams.StageDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTopologyTest {
    private StageDriver driver;
    private TestInputTopic<String, RankedArticle> articles;
    private TestInputTopic<String, Policy> policy;
    private TestOutputTopic<String, FeedEntry> feed;

    @BeforeEach
    void start(@TempDir Path state) {
        driver = new StageDriver(FeedStage.STAGE, state);
        articles = driver.input(driver.topics.rankedArticles);
        policy = driver.input(driver.topics.scoringPolicy);
        feed = driver.output(driver.topics.rankedFeed);
    }

    @AfterEach
    void nothingElseIsWritten() {
        driver.advance(FeedTopology.WRITE_INTERVAL);
        assertThat(feed.isEmpty()).isTrue();
        assertThat(driver.output(driver.topics.deadLetters).isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void shouldHaveTheTopologyThatIsWrittenDown() throws IOException {
        assertThat(driver.description()).isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void shouldWriteAQuietFeedAtOnceAndABusyOneAfterAPause() {
        add(ranked("a", 90, NOON));
        assertThat(feed.isEmpty()).isTrue();
        driver.advance(FeedTopology.WRITE_CHECK_INTERVAL);
        assertThat(feed.readKeyValue().key).isEqualTo("news|" + id("a"));

        add(ranked("b", 80, NOON));
        driver.advance(FeedTopology.WRITE_INTERVAL.minusMillis(1));
        assertThat(feed.isEmpty()).isTrue();
        driver.advance(FeedTopology.WRITE_CHECK_INTERVAL);
        assertThat(feed.readKeyValue().key).isEqualTo("news|" + id("b"));
    }

    @Test
    void shouldRankTheHotterFirstAndTheEarlierAmongEquals() {
        add(ranked("cool", 80, NOON));
        add(ranked("hot", 90, NOON));
        add(ranked("old", 160, NOON.minusSeconds(86_400)));
        add(ranked("cold", 69, NOON));

        // the old one's heat has halved: a tie with the cool one, which the earlier wins
        assertThat(pass())
                .containsOnly(
                        entry("news|" + id("hot"), 1), entry("news|" + id("old"), 2), entry("news|" + id("cool"), 3));
    }

    @Test
    void shouldWriteOneChangeForManyWithinAPause() {
        for (int heat = 70; heat < 90; heat++) {
            add(ranked("a", heat, NOON));
        }
        driver.advance(FeedTopology.WRITE_INTERVAL);

        assertThat(feed.readValuesToList()).extracting(FeedEntry::heat).containsExactly(89);
    }

    @Test
    void shouldWriteOnlyTheEntriesThatChanged() {
        add(ranked("a", 90, NOON));
        add(ranked("b", 80, NOON));
        pass();

        add(ranked("c", 70, NOON));

        assertThat(pass()).containsOnlyKeys("news|" + id("c"));
    }

    @Test
    void shouldBringUpTheSuccessorOfAnArticleThatFalls() {
        add(ranked("a", 90, NOON, "AI"));
        add(ranked("b", 80, NOON));
        pass();

        add(ranked("a", 69, NOON, "AI"));

        assertThat(pass())
                .containsOnly(
                        entry("news|" + id("a"), null), entry("news/ai|" + id("a"), null), entry("news|" + id("b"), 1));
    }

    @Test
    void shouldTakeADeletedArticleOutOfEveryFeed() {
        add(ranked("a", 90, NOON, "AI"));
        pass();

        articles.pipeInput(id("a"), (RankedArticle) null);

        assertThat(pass()).containsOnly(entry("news|" + id("a"), null), entry("news/ai|" + id("a"), null));
    }

    @Test
    void shouldMoveAnArticleWhoseTopicsChange() {
        add(ranked("a", 90, NOON, "AI"));
        pass();

        add(ranked("a", 90, NOON, "NLP"));

        assertThat(pass())
                .containsOnly(
                        entry("news|" + id("a"), 1),
                        entry("news/ai|" + id("a"), null),
                        entry("news/nlp|" + id("a"), 1));

        add(ranked("a", 90, NOON));

        assertThat(pass()).containsOnly(entry("news|" + id("a"), 1), entry("news/nlp|" + id("a"), null));
    }

    @Test
    void shouldFollowTheFeedSizeOfThePolicy() {
        add(ranked("a", 90, NOON));
        add(ranked("b", 80, NOON));
        add(ranked("c", 70, NOON));
        pass();

        policy.pipeInput(Policy.KEY, feedOf(2));
        assertThat(pass()).containsOnly(entry("news|" + id("c"), null));

        articles.pipeInput(id("a"), (RankedArticle) null);
        assertThat(pass())
                .containsOnly(entry("news|" + id("a"), null), entry("news|" + id("b"), 1), entry("news|" + id("c"), 2));
    }

    @Test
    void shouldWriteNothingForWhatChangesNothing() {
        add(ranked("a", 90, NOON));
        pass();

        add(ranked("a", 90, NOON));
        articles.pipeInput(id("none"), (RankedArticle) null);
        policy.pipeInput(Policy.KEY, Policy.STANDARD);

        assertThat(pass()).isEmpty();
    }

    private void add(RankedArticle ranked) {
        articles.pipeInput(ranked.article().id(), ranked);
    }

    /** What one pass writes: the rank of each key, or null for a tombstone. */
    private Map<String, Integer> pass() {
        driver.advance(FeedTopology.WRITE_INTERVAL);
        Map<String, Integer> ranks = new TreeMap<>();
        feed.readKeyValuesToList().forEach(one -> ranks.put(one.key, one.value == null ? null : one.value.rank()));
        return ranks;
    }

    @Test
    void shouldForgetWhatCanNoLongerComeUp() {
        policy.pipeInput(Policy.KEY, feedOf(1));
        Duration age = Policy.STANDARD.ranking().forgetAfter();
        add(ranked("first", 70, NOON));
        for (int i = 0; i < RetentionPolicy.RESERVE; i++) {
            add(ranked("reserve-" + i, 80, NOON.minus(age)));
        }
        add(ranked("young", 70, NOON.minus(age)));
        add(ranked("old", 70, NOON.minus(age).minusSeconds(1)));
        pass();
        driver.advance(FeedTopology.PRUNE_INTERVAL);

        for (int i = 0; i < RetentionPolicy.RESERVE; i++) {
            remove("reserve-" + i);
        }
        remove("first");
        assertThat(pass()).containsOnly(entry("news|" + id("first"), null), entry("news|" + id("young"), 1));

        remove("young");
        assertThat(pass()).containsOnly(entry("news|" + id("young"), null));

        add(ranked("old", 70, NOON.minus(age).minusSeconds(1)));
        assertThat(pass()).containsOnly(entry("news|" + id("old"), 1));
    }

    @Test
    void shouldKeepAReserveHoweverOld() {
        policy.pipeInput(Policy.KEY, feedOf(1));
        add(ranked("first", 70, NOON));
        add(ranked("ancient", 70, NOON.minus(Duration.ofDays(36_500))));
        pass();
        driver.advance(FeedTopology.PRUNE_INTERVAL);

        remove("first");

        assertThat(pass()).containsOnly(entry("news|" + id("first"), null), entry("news|" + id("ancient"), 1));
    }

    @Test
    void shouldWriteWhatTheTopicsOwnSerdeWould() {
        RankedArticle first = ranked("a", 90, NOON, "AI");
        RankedArticle second = ranked("b", 80, NOON);
        add(first);
        add(second);
        driver.advance(FeedTopology.WRITE_INTERVAL);

        assertThat(feed.readValuesToList())
                .containsExactlyInAnyOrder(
                        FeedEntry.of("news", 1, first),
                        FeedEntry.of("news", 2, second),
                        FeedEntry.of("news/ai", 1, first));
    }

    @Test
    void shouldSendAnArticleUnderAnotherKeyToTheDeadLetters() {
        articles.pipeInput(id("b"), ranked("a", 90, NOON));

        assertThat(pass()).isEmpty();
        assertThat(driver.output(driver.topics.deadLetters).readKeyValuesToList())
                .extracting(letter -> letter.key)
                .containsExactly(id("b"));
    }

    @Test
    void shouldSayThatAnArticleIsTooLargeAndGoOn() {
        String name = "x".repeat(150_000);
        add(ranked(enriched(name).topic("AI").build(), 90));
        pass();

        add(ranked(enriched(name).topic("NLP").title("t".repeat(290_000)).build(), 90));
        add(ranked("b", 80, NOON));

        assertThat(pass()).containsOnly(entry("news|" + id("b"), 2));
        assertThat(driver.output(driver.topics.deadLetters).readRecordsToList())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo(id(name));
                    assertThat(letter.value()).isEmpty();
                    assertThat(new String(letter.headers().lastHeader("code").value(), UTF_8))
                            .isEqualTo("too-large");
                });
    }

    @Test
    void shouldSayThatALargeArticleOfAnotherWriterIsTooLarge() {
        RankedArticle large = ranked(enriched("a").title("t".repeat(1_010_000)).build(), 90);
        byte[] json = Json.MAPPER.writeValueAsBytes(large);

        driver.rawInput(driver.topics.rankedArticles).pipeInput(id("a").getBytes(UTF_8), json);

        assertThat(pass()).isEmpty();
        assertThat(driver.output(driver.topics.deadLetters).readKeyValuesToList())
                .extracting(letter -> letter.key)
                .containsExactly(id("a"));
    }

    @Test
    void shouldCountTheNameOfTheFeedToo() {
        add(ranked(enriched("a").category("c".repeat(500_000)).build(), 90));

        assertThat(pass()).isEmpty();
        assertThat(driver.output(driver.topics.deadLetters).readKeyValuesToList())
                .extracting(letter -> letter.key)
                .containsExactly(id("a"));
    }

    @Test
    void shouldTakeBackWhatStandsInAFeedThatNobodyEnters() {
        driver.store("written").put("news/gone|" + id("a"), "1 before-a-reset");
        driver.store("written").put("news|" + id("a"), "1 before-a-reset");
        add(ranked("b", 80, NOON));
        assertThat(pass()).containsOnly(entry("news|" + id("a"), null), entry("news|" + id("b"), 1));

        driver.advance(FeedTopology.PRUNE_INTERVAL);

        assertThat(pass()).containsOnly(entry("news/gone|" + id("a"), null));
    }

    private void remove(String name) {
        articles.pipeInput(id(name), (RankedArticle) null);
    }

    private static Policy feedOf(int size) {
        return new Policy(
                Policy.STANDARD.quality(),
                Policy.STANDARD.heat(),
                Policy.STANDARD.publish(),
                new Policy.Ranking(
                        Policy.STANDARD.ranking().halfLife(),
                        size,
                        Policy.STANDARD.ranking().forgetAfter()));
    }
}
