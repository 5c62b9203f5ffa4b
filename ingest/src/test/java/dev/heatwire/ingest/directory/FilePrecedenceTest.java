package dev.heatwire.ingest.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.ingest.directory.FilePrecedence.Candidate;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePrecedenceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // published and updated of a.md, published and updated of b.md: days after the first; the winner
        "0,  , 0, 3, b.md",
        "0, 3, 0,  , a.md",
        "5,  , 0, 3, a.md",
        "2,  , 0, 3, b.md",
        "3,  , 0, 3, a.md",
        "0, 3, 1, 3, b.md",
        "0,  , 1,  , b.md",
        // an update before the publication is no later version
        "5,  , 5, 3, a.md",
        "0,  , 0,  , a.md"
    })
    void shouldPublishTheLatestUpdateThenTheLatestPublication(
            int published, Integer updated, int otherPublished, Integer otherUpdated, String winner) {
        Candidate first = candidate("a.md", published, Optional.ofNullable(updated));
        Candidate second = candidate("b.md", otherPublished, Optional.ofNullable(otherUpdated));

        assertThat(FilePrecedence.winnerOf(List.of(first, second))).contains(winner);
        assertThat(FilePrecedence.winnerOf(List.of(second, first))).contains(winner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "articles/two (Jane's conflicted copy 2026-03-03).md",
                "articles/two (1).md",
                "articles/two copy.md",
                "articles/two copy 2.md",
                "articles/two - Copy.md",
                "articles/two - Copy (2).md",
                "articles/two-2.md",
                "articles/two 2.md",
                "articles/two_1.md",
                "articles/two~1.md",
                "articles/Copy of two.md",
                "articles/Copy (2) of two.md",
                "articles/Kopie von two.md",
                "articles/two - Kopie.md",
                "articles/two (Kopie).md",
                "articles/Copie de two.md",
                "articles/two - copia.md",
                "articles/Копия two.md",
                "articles/two — копия.md",
                "articles/two のコピー.md",
                "articles/two - 副本.md",
                "articles/two的副本.md",
                "articles/two 복사본.md",
                "articles/two - Kopya.md",
                "articles/نسخة من two.md",
                "articles/two.sync-conflict-20260303-101112-ABCDEFG.md",
                "articles/two (SFConflict jane@live.example 2026-03-03-10-11-12).md",
                "articles/two.conflict1.md",
                "articles/two.orig.md",
                "articles/two-LAPTOP-7.md",
                "articles/two (another copy).markdown",
                "articles/two_LOCAL_4711.md",
                "articles/two (Konflikt 2026-03-03 10-11-12).md",
                "articles/two (1) (1).md",
                "articles/two（1）.md",
                "articles/Kopi af two.md",
                "articles/two - kopie (2).md",
                "articles/two (case conflict 1).md",
                "articles/two.md.md",
                "articles/!two.md",
                "articles/TWO copy.md",
                "articles - Copy/two.md",
                "articles (1)/two.md"
            })
    void shouldNotPublishACopyInsteadOfItsOriginal(String copy) {
        Candidate original = candidate("articles/two.md", 0, Optional.empty());

        assertThat(FilePrecedence.winnerOf(List.of(candidate(copy, 0, Optional.empty()), original)))
                .contains("articles/two.md");
        assertThat(FilePrecedence.winnerOf(List.of(candidate(copy, 0, Optional.of(1)), original)))
                .as("its content is later")
                .contains(copy);
    }

    @Test
    void shouldCompareNamesInOneUnicodeForm() {
        String original = "articles/Café.md";
        String copy = Normalizer.normalize("articles/Café (1).md", Normalizer.Form.NFD);

        assertThat(FilePrecedence.isCopy(copy, original)).isTrue();
        assertThat(FilePrecedence.isCopy(original, copy)).isFalse();
    }

    @Test
    void shouldPreferTheSmallerPathOfFilesThatAreNoCopies() {
        List<Candidate> candidates = List.of(
                candidate("articles/zoo.md", 0, Optional.empty()),
                candidate("articles/zoo (1).md", 0, Optional.empty()),
                candidate("articles/long name.md", 0, Optional.empty()));

        assertThat(FilePrecedence.winnerOf(candidates)).contains("articles/long name.md");
        assertThat(FilePrecedence.winnerOf(List.of())).isEmpty();
    }

    private static Candidate candidate(String path, int published, Optional<Integer> updated) {
        return new Candidate(path, day(published), updated.map(FilePrecedenceTest::day));
    }

    private static Instant day(int day) {
        return NOON.plusSeconds(86_400L * day);
    }
}
