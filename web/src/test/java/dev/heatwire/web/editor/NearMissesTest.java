package dev.heatwire.web.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NearMissesTest {
    private static final Instant LATER = Samples.NOON.plus(NearMisses.READ_INTERVAL);

    private final NearMisses misses = new NearMisses(2, 3, Samples.NOON);

    @Test
    void shouldKeepTheClosestOfAnyNumber() {
        put("a", 10);
        put("b", 60);
        put("c", 30);
        put("d", 69);

        assertThat(misses.caughtUp()).extracting(NearMiss::heat).containsExactly(69, 60);
        assertThat(misses.isToBeReadAgain(LATER)).isFalse();
    }

    @Test
    void shouldReplaceAnArticleThatChanges() {
        put("a", 10);
        put("b", 20);
        put("a", 30);

        assertThat(misses.caughtUp()).extracting(NearMiss::heat).containsExactly(30, 20);
    }

    @Test
    void shouldAskForTheTopicAgainWhenDroppedArticlesMayBelong() {
        putFour();
        remove("d");
        misses.caughtUp();
        assertThat(misses.isToBeReadAgain(LATER)).isFalse();
        remove("b");
        misses.caughtUp();

        assertThat(misses.isToBeReadAgain(LATER)).isTrue();
    }

    @Test
    void shouldAskForTheTopicAgainWhenWorseArticlesTakeThePlaceOfDroppedOnes() {
        putFour();
        remove("d");
        remove("b");
        put("e", 9);
        assertThat(misses.caughtUp()).extracting(NearMiss::heat).containsExactly(30, 9);
        assertThat(misses.isToBeReadAgain(LATER)).isTrue();

        put("f", 11);
        misses.caughtUp();

        assertThat(misses.isToBeReadAgain(LATER)).isFalse();
    }

    @Test
    void shouldCompareWithTheClosestOfThoseThatWereDropped() {
        putFour();
        put("e", 5);
        remove("d");
        remove("b");
        put("f", 7);
        misses.caughtUp();

        assertThat(misses.isToBeReadAgain(LATER)).isTrue();
    }

    @Test
    void shouldJudgeWhenAllRecordsWereReadOnly() {
        putFour();
        misses.caughtUp();
        remove("d");
        remove("b");

        assertThat(misses.isToBeReadAgain(LATER)).isFalse();
    }

    @Test
    void shouldNotReadTheTopicMoreOftenThanTheIntervalAllows() {
        putFour();
        remove("d");
        remove("b");
        misses.caughtUp();

        assertThat(misses.isToBeReadAgain(LATER.minusSeconds(1))).isFalse();
        assertThat(misses.isToBeReadAgain(LATER)).isTrue();
    }

    private void putFour() {
        put("a", 10);
        put("b", 60);
        put("c", 30);
        put("d", 69);
    }

    private void remove(String name) {
        misses.remove(Samples.id(name));
    }

    private void put(String name, int heat) {
        misses.put(NearMiss.of(Samples.ranked(name, heat, Samples.NOON)));
    }
}
