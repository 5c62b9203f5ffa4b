package dev.heatwire.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.heatwire.events.Article;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.events.url.CanonicalUrl;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.MethodSource;

/** For any bytes, the parser returns an article that survives serialization, or problems with their places. */
@EnabledIf(value = "dev.heatwire.ingest.parse.FuzzSeeds#jazzerRunsHere", disabledReason = FuzzSeeds.NO_JAZZER)
class ArticleFuzz {
    private static final JsonSerde<Article> SERDE = JsonSerde.of(Article.class);
    private static final Source SOURCE = new Source("articles/fuzz.md", "hash");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The fuzzer sets this variable; without it, the test runs once with each seed and asserts no times. */
    private static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;

    /** CPU time, a hundred times that of the slowest seed. */
    private static final long MAX_NANOS = Duration.ofSeconds(2).toNanos();

    private final ArticleParser parser = new ArticleParser(Limits.STANDARD, CLOCK, topic -> topic.length() % 2 == 0);

    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#articles")
    @FuzzTest(maxDuration = "8s")
    void shouldEndInAnArticleOrInProblemsWithTheirPlace(byte[] file) {
        ParseResult<Article> parsed = parser.parse(file, SOURCE);
        if (IS_FUZZING) {
            checkTime(file);
        }

        parsed.errors().forEach(problem -> checkPlace(problem, file));
        parsed.warnings().forEach(problem -> checkPlace(problem, file));
        parsed.value().ifPresent(ArticleFuzz::checkArticle);
    }

    /** Parses the file again when it is slow: the first parse also loads and instruments classes. */
    private void checkTime(byte[] file) {
        if (cpuTimeOf(file) >= MAX_NANOS) {
            assertThat(cpuTimeOf(file)).isLessThan(MAX_NANOS);
        }
    }

    private long cpuTimeOf(byte[] file) {
        long start = THREADS.getCurrentThreadCpuTime();
        parser.parse(file, SOURCE);
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private static void checkPlace(Problem problem, byte[] file) {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
        int line = problem.line().orElse(1);
        assertThat(line).isBetween(1, lines.length);
        String text = lines[line - 1];
        assertThat(problem.column().orElse(1)).isBetween(1, text.codePointCount(0, text.length()) + 1);
        assertThat(problem.reason()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n");
        assertThat(problem.code()).isNotEqualTo(ParseResult.INTERNAL.code());
    }

    private static void checkArticle(Article article) {
        assertThat(CanonicalUrl.of(article.id())).contains(article.id());
        article.related()
                .forEach(related -> assertThat(CanonicalUrl.of(related.id())).contains(related.id()));
        byte[] written = SERDE.serializer().serialize("articles", article);
        assertThat(SERDE.deserializer().deserialize("articles", written)).isEqualTo(article);
    }
}
