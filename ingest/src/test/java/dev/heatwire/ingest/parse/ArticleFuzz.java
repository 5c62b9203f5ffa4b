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

/** Whatever the bytes of a file: soon there is an article that survives its topic, or a problem with its place. */
@EnabledIf(value = "dev.heatwire.ingest.parse.FuzzSeeds#jazzerRunsHere", disabledReason = FuzzSeeds.NO_JAZZER)
class ArticleFuzz {
    private static final JsonSerde<Article> SERDE = JsonSerde.of(Article.class);
    private static final Source SOURCE = new Source("articles/fuzz.md", "hash");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of the processor, so that a busy machine is no slow reader; a hundred times what the slowest seed takes. */
    private static final long MAX_NANOS = Duration.ofSeconds(2).toNanos();

    private final ArticleParser parser = new ArticleParser(Limits.STANDARD, CLOCK, topic -> topic.length() % 2 == 0);

    @MethodSource("dev.heatwire.ingest.parse.FuzzSeeds#articles")
    @FuzzTest(maxDuration = "8s")
    void shouldEndInAnArticleOrInProblemsWithTheirPlace(byte[] file) {
        long start = THREADS.getCurrentThreadCpuTime();
        ParseResult<Article> parsed = parser.parse(file, SOURCE);
        if (THREADS.getCurrentThreadCpuTime() - start >= MAX_NANOS) {
            // the first to need a class loads it, and the fuzzer then rewrites it: a slow file is slow again
            start = THREADS.getCurrentThreadCpuTime();
            parser.parse(file, SOURCE);
            assertThat(THREADS.getCurrentThreadCpuTime() - start).isLessThan(MAX_NANOS);
        }

        parsed.errors().forEach(problem -> checkPlace(problem, file));
        parsed.warnings().forEach(problem -> checkPlace(problem, file));
        parsed.value().ifPresent(ArticleFuzz::checkArticle);
    }

    private static void checkPlace(Problem problem, byte[] file) {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
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
