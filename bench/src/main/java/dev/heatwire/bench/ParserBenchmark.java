package dev.heatwire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.Article;
import dev.heatwire.events.Source;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files per second of ArticleParser, compared with SnakeYAML's plain load of the same front matter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ParserBenchmark {
    static final int FILES = 500;

    private final byte[][] files =
            IntStream.range(0, FILES).mapToObj(new SiteGenerator(1)::article).toArray(byte[][]::new);
    private final ArticleParser parser = new ArticleParser(Limits.STANDARD, Clock.systemUTC(), key -> true);
    private final Source source = new Source("articles/a.md", "hash");

    /** The mean size of the files in bytes. */
    static double meanBytes() {
        SiteGenerator site = new SiteGenerator(1);
        return IntStream.range(0, FILES)
                .mapToLong(number -> site.article(number).length)
                .average()
                .orElseThrow();
    }

    @Benchmark
    @OperationsPerInvocation(FILES)
    public void heatwire(Blackhole hole) {
        for (byte[] file : files) {
            ParseResult<Article> parsed = parser.parse(file, source);
            if (parsed.value().isEmpty()) {
                throw new IllegalStateException(parsed.errors().toString());
            }
            hole.consume(parsed);
        }
    }

    @Benchmark
    @OperationsPerInvocation(FILES)
    public void safeConstructor(Blackhole hole) {
        for (byte[] file : files) {
            hole.consume(loadPlainly(file));
        }
    }

    static Object loadPlainly(byte[] file) {
        String text = new String(file, UTF_8);
        String yaml = text.substring(4, text.indexOf("\n---", 4) + 1);
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }
}
