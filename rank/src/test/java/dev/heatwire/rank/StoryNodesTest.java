package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryNodesTest {
    private final StoryNodes nodes = new StoryNodes();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldHoldWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        Map<String, StoryNode> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // more and fewer nodes in turn, so that the table is dense and then full of gaps
            int ids = step / 2_000 % 2 == 0 ? 3_000 : 300;
            String id = idOf(random.nextInt(ids));
            if (random.nextInt(3) == 0) {
                nodes.remove(id);
                expected.remove(id);
            } else {
                StoryNode node = nodes.findOrAdd(id);
                assertThat(node.id()).isEqualTo(id);
                assertThat(expected.computeIfAbsent(id, key -> node)).isSameAs(node);
            }
        }
        for (int number = 0; number < 3_000; number++) {
            String id = idOf(number);
            assertThat(nodes.find(id).orElse(null)).as(id).isSameAs(expected.get(id));
        }
    }

    /** Few different hash codes, so that most nodes are not in the first slot of their hash. */
    private static String idOf(int number) {
        StringBuilder id = new StringBuilder();
        for (int bit = 0; bit < 12; bit++) {
            // "Aa" and "BB" have the same hash code
            id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return number % 4 == 0 ? id.toString() : id.append(number % 61).toString();
    }

    @Test
    void shouldIgnoreTheRemovalOfAnUnknownId() {
        nodes.findOrAdd("a");

        nodes.remove("b");

        assertThat(nodes.find("a")).isPresent();
        assertThat(nodes.find("b")).isEmpty();
    }
}
