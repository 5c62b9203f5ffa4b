package dev.heatwire.web.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import org.junit.jupiter.api.Test;

class NearMissesTest {
    private final NearMisses misses = new NearMisses(2, 3);

    @Test
    void shouldKeepTheClosestOfAnyNumber() {
        put("a", 10);
        put("b", 60);
        put("c", 30);
        put("d", 69);

        assertThat(misses.best()).extracting(NearMiss::heat).containsExactly(69, 60);
        assertThat(misses.isIncomplete()).isFalse();
    }

    @Test
    void shouldReplaceAnArticleThatChanges() {
        put("a", 10);
        put("b", 20);
        put("a", 30);

        assertThat(misses.best()).extracting(NearMiss::heat).containsExactly(30, 20);
    }

    @Test
    void shouldAskForTheTopicAgainWhenDroppedArticlesMayBelong() {
        put("a", 10);
        put("b", 60);
        put("c", 30);
        put("d", 69);
        misses.remove(Samples.id("d"));
        assertThat(misses.isIncomplete()).isFalse();
        misses.remove(Samples.id("b"));

        assertThat(misses.isIncomplete()).isTrue();
    }

    private void put(String name, int heat) {
        misses.put(NearMiss.of(Samples.ranked(name, heat, Samples.NOON)));
    }
}
