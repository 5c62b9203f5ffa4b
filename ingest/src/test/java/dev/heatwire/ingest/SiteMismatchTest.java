package dev.heatwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.parse.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteMismatchTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FileStateIndex fileStates = new FileStateIndex(Map.of());

    @Test
    void shouldAcceptAFolderThatSharesAPathOrAContent() {
        record("articles/a.md", "a");

        assertThatCode(() -> check(Set.of("articles/a.md"), "changed")).doesNotThrowAnyException();
        assertThatCode(() -> check(Set.of("articles/moved.md"), "a")).doesNotThrowAnyException();
    }

    @Test
    void shouldAcceptAnyFolderWhenNothingIsRecorded() {
        assertThatCode(() -> check(Set.of("articles/a.md"), "a")).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAFolderThatSharesNothing() {
        record("articles/a.md", "a");

        assertThatExceptionOfType(SiteMismatchException.class)
                .isThrownBy(() -> check(Set.of("articles/b.md", "articles/c.md"), "b"))
                .withMessageContaining("none of its 1 article files");
        assertThatExceptionOfType(SiteMismatchException.class)
                .isThrownBy(() -> SiteMismatchException.throwIfOtherSite(
                        Set.of("articles/b.md"), fileStates, path -> Optional.empty()));
    }

    /** To compare each file with each state would be ten billion comparisons. */
    @Test
    void shouldCompareTwoLargeSitesInSeconds() {
        IntStream.range(0, 100_000).forEach(i -> record("articles/%d.md".formatted(i), "old " + i));
        Set<String> others =
                IntStream.range(0, 100_000).mapToObj("other/%d.md"::formatted).collect(Collectors.toSet());

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatExceptionOfType(SiteMismatchException.class)
                        .isThrownBy(() -> SiteMismatchException.throwIfOtherSite(
                                others, fileStates, path -> Optional.of(Content.of(path.getBytes(UTF_8))))));
    }

    private void check(Set<String> articleFiles, String content) {
        SiteMismatchException.throwIfOtherSite(
                articleFiles, fileStates, path -> Optional.of(Content.of(content.getBytes(UTF_8))));
    }

    private void record(String path, String content) {
        fileStates.put(
                path,
                new FileState(
                        State.PUBLISHED,
                        Content.of(content.getBytes(UTF_8)).sha256(),
                        false,
                        Optional.of("https://site.example/" + path),
                        Optional.of(NOON),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        NOON));
    }
}
