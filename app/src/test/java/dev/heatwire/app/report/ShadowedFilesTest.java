package dev.heatwire.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShadowedFilesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, FileState> files = Map.of(
            "articles/a.md", file(State.PUBLISHED, "a"),
            "articles/a copy.md", file(State.SHADOWED, "a"),
            "topic:a", file(State.SHADOWED, "a"),
            "articles/b.md", file(State.PUBLISHED, "b"));

    @Test
    void shouldFindThePublishedFileOfEachShadowedOne() {
        assertThat(ShadowedFiles.in(files))
                .isEqualTo(Map.of("articles/a copy.md", "articles/a.md", "topic:a", "articles/a.md"));
    }

    @Test
    void shouldListShadowedFilesInTheReports() {
        String expected = """
                not published, because another file holds the same article and comes first:
                  articles/a copy.md (published: articles/a.md)
                  topic:a (published: articles/a.md)""";

        assertThat(RunReport.ofFiles(4, files, Set.of())).contains(expected);
        assertThat(RunReport.of(new SiteSummary(Map.of(), 2, 0, OptionalInt.of(3), 70, files, Set.of()), NOON))
                .contains(expected);
    }

    private static FileState file(State state, String article) {
        return new FileState(
                state,
                Optional.of("hash"),
                false,
                Optional.of(article),
                Optional.of(NOON),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                NOON);
    }
}
