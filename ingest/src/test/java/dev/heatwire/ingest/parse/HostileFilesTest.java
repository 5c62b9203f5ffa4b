package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.heatwire.events.Article;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
    /** Of the processor, so that a busy machine is no slow reader. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration HARD_LIMIT = Duration.ofSeconds(60);

    static Stream<Arguments> files() {
        return HostileFiles.all().entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @Test
    void shouldBeMany() {
        assertThat(HostileFiles.all()).hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void shouldBeRejectedSoonWithAReasonAndAPlace(String name, byte[] bytes) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ParseResult<Article> parsed = assertTimeoutPreemptively(HARD_LIMIT, () -> {
            long start = threads.getCurrentThreadCpuTime();
            ParseResult<Article> read = new ArticleParser(Limits.STANDARD, Clock.systemUTC(), any -> true)
                    .parse(bytes, new Source("articles/" + name + ".md", "hash"));
            assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(TIMEOUT.toNanos());
            return read;
        });

        assertThat(parsed.value()).isEmpty();
        int lines = 1
                + (int) new String(bytes, ISO_8859_1)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        assertThat(parsed.errors()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.reason()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n");
            assertThat(problem.reason()).doesNotContain("org.yaml").doesNotContain("Exception");
            assertThat(problem.line().orElse(1)).isBetween(1, lines);
            assertThat(problem.column().orElse(1)).isPositive();
        });
        assertThat(parsed.errors()).extracting(Problem::code).doesNotContain("internal");
    }
}
