package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Policy;
import dev.heatwire.events.Policy.Threshold;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Named;
import dev.heatwire.events.StoryRelation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StoryGraphTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int IDS = 12;
    private static final int CHANGES = 300;

    private final Map<String, StoryArticle> present = new TreeMap<>();
    private final StoryGraph graph = new StoryGraph(id -> Optional.ofNullable(present.get(id)));

    @Test
    void shouldHaveNoRelationForAnArticleThatIsOnlyNamed() {
        put(article("a", 50, named("b", 60)));

        assertThat(graph.relation("b")).isEmpty();
        assertThat(graph.relation("a")).get().extracting(StoryRelation::lead).isEqualTo("b");
    }

    @Test
    void shouldReportTheNeighboursOfAChangedArticleThatArePresent() {
        put(article("b", 50));
        assertThat(put(article("a", 50, named("b", 1), named("c", 1)))).containsExactly("a", "b");
        assertThat(put(article("c", 50))).containsExactly("c", "a");
        assertThat(put(article("a", 50))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(put(article("c", 50))).containsExactly("c");
    }

    @Test
    void shouldPreferWhatAPresentArticleSaysOfItself() {
        put(article("a", 50, named("b", 99)));
        put(article("b", 40));

        assertThat(graph.relation("a").orElseThrow().coverage())
                .extracting(CoveringArticle::quality, CoveringArticle::kind)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Optional.of(40), CoverageKind.LIVE));
    }

    @Test
    void shouldCountAllCoveringArticlesAndListTheBestHundred() {
        put(article("hub", 50));
        IntStream.range(0, 250).forEach(number -> put(article("n%03d".formatted(number), number, named("hub", 1))));

        StoryRelation relation = graph.relation("hub").orElseThrow();

        assertThat(relation.coverageCount()).isEqualTo(250);
        assertThat(relation.coverage()).hasSize(100);
        assertThat(relation.coverage().get(0).id()).isEqualTo("n249");
    }

    /** After each change the graph equals one built from the present articles in any order. */
    @RepeatedTest(10)
    void shouldDependOnThePresentArticlesAlone(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, StoryRelation> before = Map.of();
        for (int change = 0; change < CHANGES; change++) {
            String id = "a" + random.nextInt(IDS);
            Set<String> affected = random.nextInt(4) == 0 ? remove(id) : put(randomArticle(id, random));

            Map<String, StoryRelation> after = relations(graph);
            assertThat(after).isEqualTo(relations(rebuilt(random)));
            for (String other : after.keySet()) {
                if (!affected.contains(other)) {
                    assertThat(after.get(other)).as("%s is not affected", other).isEqualTo(before.get(other));
                }
            }
            before = after;
        }
    }

    private StoryGraph rebuilt(Random random) {
        StoryGraph rebuilt = new StoryGraph(id -> Optional.ofNullable(present.get(id)));
        List<StoryArticle> shuffled = new ArrayList<>(present.values());
        Collections.shuffle(shuffled, random);
        shuffled.forEach(rebuilt::put);
        return rebuilt;
    }

    private Map<String, StoryRelation> relations(StoryGraph of) {
        Map<String, StoryRelation> relations = new HashMap<>();
        present.keySet().forEach(id -> relations.put(id, of.relation(id).orElseThrow()));
        return relations;
    }

    private Set<String> put(StoryArticle article) {
        present.put(article.id(), article);
        return graph.put(article);
    }

    private Set<String> remove(String id) {
        present.remove(id);
        return graph.remove(id);
    }

    private static StoryArticle randomArticle(String id, Random random) {
        Named[] named = IntStream.range(0, IDS)
                .filter(number -> random.nextInt(5) == 0 && !id.equals("a" + number))
                .mapToObj(number -> named("a" + number, random.nextInt(3)))
                .toArray(Named[]::new);
        return new StoryArticle(
                id,
                "https://x/" + id,
                "T" + random.nextInt(2),
                "P",
                random.nextInt(3),
                NOON,
                List.of(named),
                Optional.of(random).filter(any -> any.nextInt(5) > 0).map(StoryGraphTest::randomDetection));
    }

    /** Of few words, families and settings, so that many articles are linked. */
    private static StoryArticle.Detection randomDetection(Random random) {
        String title = IntStream.range(0, 4)
                .mapToObj(at -> List.of("orbit", "launch", "rocket", "budget", "senate", "vote", "storm", "coast")
                        .get(random.nextInt(8)))
                .collect(Collectors.joining(" "));
        Policy.Stories policy = new Policy.Stories(
                true, random.nextInt(4) == 0 ? Threshold.CAREFUL : Threshold.GENEROUS, Duration.ofHours(72), List.of());
        Samples.EnrichedBuilder article = Samples.enriched("x").title(title).outlet("p" + random.nextInt(6), 0);
        return StorySignatures.of(article.build(), policy, Set.of());
    }

    private static StoryArticle article(String id, int quality, Named... related) {
        return new StoryArticle(id, "https://x/" + id, "Title", "P", quality, NOON, List.of(related), Optional.empty());
    }

    private static Named named(String id, int quality) {
        return new Named(id, "https://x/" + id, "Title", "P", Optional.of(quality), Optional.of(NOON));
    }
}
