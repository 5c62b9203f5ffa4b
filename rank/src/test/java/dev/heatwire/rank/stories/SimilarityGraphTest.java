package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityGraphTest {
    private static final Instant NOON = Instant.parse("2020-06-09T12:00:00Z");
    private static final String TITLE = "Quake near Lisbon damages harbour bridge";

    @Test
    void shouldJoinArticlesOfTwoProvidersAndSayWhy() {
        SimilarityGraph graph = graph();
        graph.put(article("a", 0, "one", TITLE, Set.of()));

        assertThat(graph.put(article("b", 7, "two", "Harbour bridge closed after quake near Lisbon", Set.of())))
                .containsExactly("b");
        assertThat(graph.story("b")).contains("a");
        assertThat(graph.members("a")).containsExactly("a", "b");
        StoryReason reason = graph.reason("b").orElseThrow();
        assertThat(reason.words()).containsExactly("bridge", "harbour", "lisbon", "near", "quake");
        assertThat(reason.pairs()).containsExactly("harbour bridge", "near lisbon", "quake near");
        assertThat(reason.hours()).isEqualTo(7);
        assertThat(reason.points()).isGreaterThan(reason.needed());
        assertThat(graph.reason("a")).isEmpty();
    }

    @Test
    void shouldKeepArticlesApartThatOneOfThemNamesUnrelated() {
        assertThat(joins(article("b", 0, "two", TITLE, Set.of()))).isTrue();
        assertThat(joins(article("b", 0, "two", TITLE, Set.of("a")))).isFalse();
    }

    @Test
    void shouldKeepArticlesOfOneProviderFamilyApart() {
        assertThat(joins(article("b", 0, "one", TITLE, Set.of()))).isFalse();
    }

    @Test
    void shouldLinkUpToTheWindow() {
        assertThat(joins(article("b", 72, "two", TITLE, Set.of()))).isTrue();
        assertThat(joins(article("b", 73, "two", TITLE, Set.of()))).isFalse();
    }

    @Test
    void shouldReportArticlesThatPointToAnEditedOne() {
        SimilarityGraph graph = graph();
        graph.put(article("a", 0, "one", TITLE, Set.of()));
        graph.put(article("b", 1, "two", TITLE, Set.of()));

        assertThat(graph.put(article("a", 0, "one", TITLE + " today", Set.of())))
                .containsExactly("a", "b");
        assertThat(graph.remove("a")).containsExactly("b");
        assertThat(graph.story("b")).contains("b");
    }

    /** 400 articles of few words, so that blocks exceed their reach and articles their counted links. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldEqualARebuildAfterAnyHistory(long seed) {
        Random random = new Random(seed);
        SimilarityGraph graph = graph();
        Map<String, StoryCandidate> present = new TreeMap<>();
        for (int step = 0; step < 1_000; step++) {
            String id = "a" + random.nextInt(400);
            Map<String, List<Object>> before = step % 20 == 0 ? state(graph, present.keySet()) : Map.of();
            Set<String> changed;
            if (random.nextInt(4) == 0) {
                present.remove(id);
                changed = graph.remove(id);
            } else {
                StoryCandidate article = randomArticle(id, random);
                present.put(id, article);
                changed = graph.put(article);
            }
            before.forEach((other, state) -> {
                if (present.containsKey(other) && !changed.contains(other)) {
                    assertThat(state(graph, other)).isEqualTo(state);
                }
            });
        }
        List<StoryCandidate> shuffled = new ArrayList<>(present.values());
        Collections.shuffle(shuffled, random);
        SimilarityGraph rebuilt = graph();
        shuffled.forEach(rebuilt::put);

        assertThat(state(graph, present.keySet())).isEqualTo(state(rebuilt, present.keySet()));
        assertThat(present.keySet()).anyMatch(id -> rebuilt.pointer(id).isPresent());
    }

    private static Map<String, List<Object>> state(SimilarityGraph graph, Collection<String> ids) {
        Map<String, List<Object>> states = new TreeMap<>();
        ids.forEach(id -> states.put(id, state(graph, id)));
        return states;
    }

    private static List<Object> state(SimilarityGraph graph, String id) {
        return List.of(graph.story(id), graph.pointer(id), graph.reason(id));
    }

    private static StoryCandidate randomArticle(String id, Random random) {
        StringBuilder title = new StringBuilder();
        int subject = random.nextInt(3);
        for (int i = 0; i < 6; i++) {
            title.append("word")
                    .append(subject)
                    .append((char) ('a' + random.nextInt(9)))
                    .append(' ');
        }
        return article(id, random.nextInt(60), "family" + random.nextInt(20), title.toString(), Set.of());
    }

    private static boolean joins(StoryCandidate other) {
        SimilarityGraph graph = graph();
        graph.put(article("a", 0, "one", TITLE, Set.of()));
        graph.put(other);
        return graph.story("b").equals(graph.story("a"));
    }

    private static SimilarityGraph graph() {
        return new SimilarityGraph(StoryThreshold.NORMAL, Duration.ofHours(72));
    }

    private static StoryCandidate article(String id, int hour, String family, String title, Set<String> unrelated) {
        StorySignature signature = StorySignature.of(title, Optional.empty(), Optional.empty(), Set.of());
        return new StoryCandidate(id, NOON.plus(Duration.ofHours(hour)), family, signature, unrelated);
    }
}
