package dev.heatwire.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
    /** CPU time is independent of the load of the machine. */
    private static final Duration MAX_CPU_TIME = Duration.ofSeconds(1);

    static Stream<Arguments> files() {
        return HostileFiles.all().entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @Test
    void shouldBeMany() {
        assertThat(HostileFiles.all()).hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Tag("full")
    void shouldBeRejectedSoon(String name, byte[] bytes) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        parse(name, bytes);
        long start = threads.getCurrentThreadCpuTime();
        parse(name, bytes);
        assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(MAX_CPU_TIME.toNanos());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Timeout(60)
    void shouldBeRejectedWithAReasonAndAPlace(String name, byte[] bytes) {
        ParseResult<Article> parsed = parse(name, bytes);

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

    private static ParseResult<Article> parse(String name, byte[] bytes) {
        return new ArticleParser(Limits.STANDARD, Clock.systemUTC(), topic -> true)
                .parse(bytes, new Source("articles/" + name + ".md", "hash"));
    }
}
