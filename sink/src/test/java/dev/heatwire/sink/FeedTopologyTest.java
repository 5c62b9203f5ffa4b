package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static dev.heatwire.events.Samples.ranked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.streams.StageDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    private TestOutputTopic<String, RankedFeed> feed;

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
    void shouldWriteAnUnchangedFeedAtOnceAndAChangingOneAfterTheInterval() {
        add(ranked("a", 90, NOON));
        assertThat(feed.isEmpty()).isTrue();
        driver.advance(FeedTopology.WRITE_CHECK_INTERVAL);
        assertThat(feed.readValue().entries()).hasSize(1);

        add(ranked("b", 80, NOON));
        driver.advance(FeedTopology.WRITE_INTERVAL.minusMillis(1));
        assertThat(feed.isEmpty()).isTrue();
        driver.advance(FeedTopology.WRITE_CHECK_INTERVAL);
        assertThat(feed.readValue().entries()).hasSize(2);
    }

    @Test
    void shouldRankTheHotterFirstAndTheEarlierAmongEquals() {
        add(ranked("cool", 80, NOON));
        add(ranked("hot", 90, NOON));
        add(ranked("old", 160, NOON.minusSeconds(86_400)));
        add(ranked("cold", 69, NOON));

        // the heat of "old" has halved: a tie with "cool", which the earlier one wins
        assertThat(pass()).isEqualTo(Map.of("news", List.of("hot", "old", "cool")));
    }

    @Test
    void shouldWriteOneRecordForManyChangesWithinTheInterval() {
        for (int heat = 70; heat < 90; heat++) {
            add(ranked("a", heat, NOON));
        }
        driver.advance(FeedTopology.WRITE_INTERVAL);

        assertThat(feed.readValuesToList())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.entries()).extracting(FeedEntry::heat).containsExactly(89));
    }

    @Test
    void shouldWriteOnlyTheFeedsThatChanged() {
        add(ranked("a", 90, NOON, "AI"));
        pass();

        add(ranked("b", 80, NOON));

        assertThat(pass()).isEqualTo(Map.of("news", List.of("a", "b")));
    }

    @Test
    void shouldRemoveAnArticleThatIsNoLongerPublished() {
        add(ranked("a", 90, NOON, "AI"));
        add(ranked("b", 80, NOON));
        pass();

        add(ranked("a", 69, NOON, "AI"));

        assertThat(pass()).isEqualTo(feeds("news", List.of("b"), "news/ai", null));
    }

    @Test
    void shouldRemoveADeletedArticleFromEveryFeed() {
        add(ranked("a", 90, NOON, "AI"));
        pass();

        remove("a");

        assertThat(pass()).isEqualTo(feeds("news", null, "news/ai", null));
    }

    @Test
    void shouldMoveAnArticleWhoseTopicsChange() {
        add(ranked("a", 90, NOON, "AI"));
        pass();

        add(ranked("a", 90, NOON, "NLP"));
        assertThat(pass()).isEqualTo(feeds("news", List.of("a"), "news/ai", null, "news/nlp", List.of("a")));

        add(ranked("a", 90, NOON));
        assertThat(pass()).isEqualTo(feeds("news", List.of("a"), "news/nlp", null));
    }

    @Test
    void shouldFollowTheFeedSizeOfThePolicy() {
        add(ranked("a", 90, NOON));
        add(ranked("b", 80, NOON));
        add(ranked("c", 70, NOON));
        pass();

        policy.pipeInput(Policy.KEY, feedOf(2));
        assertThat(pass()).isEqualTo(Map.of("news", List.of("a", "b")));

        remove("a");
        assertThat(pass()).isEqualTo(Map.of("news", List.of("b", "c")));
    }

    @Test
    void shouldWriteNothingForWhatChangesNothing() {
        add(ranked("a", 90, NOON));
        pass();

        add(ranked("a", 90, NOON));
        remove("none");
        policy.pipeInput(Policy.KEY, Policy.STANDARD);

        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldKeepTheEntryTimeForAsLongAsAnArticleStays() {
        articles.pipeInput(id("a"), ranked("a", 90, NOON), NOON);
        pass();
        articles.pipeInput(id("a"), ranked("a", 99, NOON), NOON.plusSeconds(60));
        driver.advance(FeedTopology.WRITE_INTERVAL);
        assertThat(entered(feed.readValue())).isEqualTo(NOON);

        remove("a");
        pass();
        articles.pipeInput(id("a"), ranked("a", 90, NOON), NOON.plusSeconds(120));
        driver.advance(FeedTopology.WRITE_INTERVAL);
        assertThat(entered(feed.readValue())).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void shouldKeepTheEntryTimeOfAnArticleThatReturns() {
        articles.pipeInput(id("a"), ranked("a", 90, NOON), NOON);
        pass();
        articles.pipeInput(id("a"), ranked("a", 60, NOON), NOON.plusSeconds(60));
        assertThat(pass()).containsEntry("news", null);

        articles.pipeInput(id("a"), ranked("a", 95, NOON), NOON.plusSeconds(120));
        driver.advance(FeedTopology.WRITE_INTERVAL);
        assertThat(entered(feed.readValue())).isEqualTo(NOON);
    }

    @Test
    void shouldWriteWhatTheTopicsOwnSerdeWould() {
        RankedArticle first = ranked("a", 90, NOON, "AI");
        RankedArticle second = ranked("b", 80, NOON);
        articles.pipeInput(first.article().id(), first, NOON);
        articles.pipeInput(second.article().id(), second, NOON);
        driver.advance(FeedTopology.WRITE_INTERVAL);

        Instant made = StageDriver.START.plus(FeedTopology.WRITE_INTERVAL);
        assertThat(feed.readValuesToList())
                .containsExactlyInAnyOrder(
                        new RankedFeed(
                                "news",
                                made,
                                false,
                                List.of(FeedEntry.of(1, first, NOON), FeedEntry.of(2, second, NOON))),
                        new RankedFeed("news/ai", made, false, List.of(FeedEntry.of(1, first, NOON))));
    }

    @Test
    void shouldCutAFeedThatWouldBeTooLarge() {
        String title = "t".repeat(90_000);
        for (int number = 10; number < 25; number++) {
            add(ranked(enriched("n" + number).title(title).build(), 100 - number));
        }
        driver.advance(FeedTopology.WRITE_INTERVAL);

        RankedFeed cut = feed.readValue();
        assertThat(cut.cut()).isTrue();
        assertThat(cut.entries()).hasSize(9).extracting(FeedEntry::rank).startsWith(1, 2, 3);
    }

    @Test
    void shouldRemoveEntriesThatAreTooOldToEnterAgain() {
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
        assertThat(pass()).isEqualTo(Map.of("news", List.of("young")));

        remove("young");
        assertThat(pass()).isEqualTo(feeds("news", null));

        add(ranked("old", 71, NOON.minus(age).minusSeconds(1)));
        assertThat(pass()).isEqualTo(Map.of("news", List.of("old")));
    }

    @Test
    void shouldKeepAReserveHoweverOld() {
        policy.pipeInput(Policy.KEY, feedOf(1));
        add(ranked("first", 70, NOON));
        add(ranked("ancient", 70, NOON.minus(Duration.ofDays(36_500))));
        pass();
        driver.advance(FeedTopology.PRUNE_INTERVAL);

        remove("first");

        assertThat(pass()).isEqualTo(Map.of("news", List.of("ancient")));
    }

    @Test
    void shouldSendAnArticleUnderAnotherKeyToTheDeadLetters() {
        articles.pipeInput(id("b"), ranked("a", 90, NOON));

        assertThat(pass()).isEmpty();
        assertDeadLetter(id("b"), "unprocessable");
    }

    @Test
    void shouldSendAnArticleWhoseEntryIsTooLargeToTheDeadLetters() {
        add(ranked(
                enriched("a")
                        .topic("AI")
                        .title("t".repeat(FeedRouter.MAX_ENTRY_BYTES))
                        .build(),
                90));
        add(ranked("b", 80, NOON));

        assertThat(pass()).isEqualTo(Map.of("news", List.of("b")));
        assertDeadLetter(id("a"), "too-large");
    }

    @Test
    void shouldSendAnArticleWithAFeedNameThatIsTooLongToTheDeadLetters() {
        add(ranked(enriched("a").category("c".repeat(300)).build(), 90));

        assertThat(pass()).isEmpty();
        assertDeadLetter(id("a"), "unprocessable");
    }

    @Test
    void shouldWithdrawAFeedOfBeforeAResetThatNoArticleEnters() {
        driver.<WrittenFeed>store(FeedStores.FEEDS).put("news/gone", new WrittenFeed(1, false, 7));
        add(ranked("b", 80, NOON));
        assertThat(pass()).isEqualTo(Map.of("news", List.of("b")));

        driver.advance(FeedTopology.PRUNE_INTERVAL);

        assertThat(pass()).isEqualTo(feeds("news/gone", null));
    }

    private void add(RankedArticle ranked) {
        articles.pipeInput(ranked.article().id(), ranked);
    }

    private void remove(String name) {
        articles.pipeInput(id(name), (RankedArticle) null);
    }

    /** The feeds that one pass writes, as the names of their articles in order; null for a tombstone. */
    private Map<String, List<String>> pass() {
        driver.advance(FeedTopology.WRITE_INTERVAL);
        Map<String, List<String>> written = new HashMap<>();
        feed.readKeyValuesToList().forEach(record -> written.put(record.key, names(record.value)));
        return written;
    }

    private static List<String> names(RankedFeed record) {
        if (record == null) {
            return null;
        }
        assertThat(record.entries())
                .extracting(FeedEntry::rank)
                .isEqualTo(IntStream.rangeClosed(1, record.entries().size())
                        .boxed()
                        .toList());
        return record.entries().stream()
                .map(entry -> entry.id().substring(id("").length()))
                .toList();
    }

    private static Map<String, List<String>> feeds(Object... namesAndEntries) {
        Map<String, List<String>> feeds = new HashMap<>();
        for (int at = 0; at < namesAndEntries.length; at += 2) {
            @SuppressWarnings("unchecked")
            List<String> entries = (List<String>) namesAndEntries[at + 1];
            feeds.put((String) namesAndEntries[at], entries);
        }
        return feeds;
    }

    private static Instant entered(RankedFeed record) {
        return record.entries().get(0).enteredDateTime();
    }

    private void assertDeadLetter(String key, String code) {
        assertThat(driver.output(driver.topics.deadLetters).readRecordsToList())
                .singleElement()
                .satisfies(deadLetter -> {
                    assertThat(deadLetter.key()).isEqualTo(key);
                    assertThat(new String(
                                    deadLetter.headers().lastHeader("code").value(), UTF_8))
                            .isEqualTo(code);
                });
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
