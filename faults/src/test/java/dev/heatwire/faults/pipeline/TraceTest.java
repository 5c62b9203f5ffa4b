package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One trace leads from a file to the feed, when the producers are instrumented as the Java agent does it. */
class TraceTest {
    private static final Logger LOG = LoggerFactory.getLogger(TraceTest.class);
    private static final String PREFIX = "trace-";
    private static final String FILE =
            "2020-06-10-ibm-to-withdraw-from-facial-recognition-market-out-of-profiling-fears.md";

    @TempDir
    private Path folder;

    @Test
    void shouldLeadFromTheFileToTheFeed() throws IOException {
        for (String file : List.of("providers.yaml", "topics.yaml")) {
            Files.copy(TestSite.SEEDS.resolve(file), folder.resolve(file));
        }
        Path articles = Files.createDirectories(folder.resolve("articles"));
        Path config = Files.writeString(
                folder.resolve("heatwire.properties"),
                "kafka.interceptor.classes=" + TracingInterceptor.class.getName() + "\n");
        // a later change of the reference data would enrich the article once more, in a trace of its own
        run(config);
        Files.copy(TestSite.SEEDS.resolve("articles").resolve(FILE), articles.resolve(FILE));

        assertThat(run(config).out()).contains("1 published");

        assertThat(wayTo("ranked-feed"))
                .containsExactly(
                        "articles",
                        "enriched-articles",
                        "story-articles",
                        "story-relations",
                        "ranked-articles",
                        "heatwire-sink-updates-by-feed-repartition",
                        "ranked-feed");
    }

    private CommandRun run(Path config) {
        CommandRun run = CommandRun.of(
                "run",
                folder.toString(),
                "--once",
                "--config=" + config,
                "--topic-prefix=" + PREFIX,
                "--data=" + folder.resolve("data"),
                "--bootstrap-servers=" + SharedBroker.address());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run;
    }

    /** The topics on the way of a trace to a record of the topic, the first one first; prints the trace. */
    private static List<String> wayTo(String topic) {
        Map<String, SpanData> spans = TracingInterceptor.spansOf(PREFIX).stream()
                .collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
        SpanData last = spans.values().stream()
                .filter(span -> span.getName().equals(PREFIX + topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span of %s among %s".formatted(topic, spans.values())));
        LinkedList<String> way = new LinkedList<>();
        for (SpanData span = last; span != null; span = spans.get(span.getParentSpanId())) {
            LOG.info("trace {}, span {}: {}", span.getTraceId(), span.getSpanId(), span.getName());
            way.addFirst(span.getName().substring(PREFIX.length()));
        }
        return way;
    }
}
