package dev.heatwire.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.json.JsonSerde;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    @TempDir
    private Path state;

    @Test
    void shouldSayWhyARecordCannotBeRead() {
        try (StageDriver driver = driver((handler, record) -> {})) {
            driver.rawInput(driver.topics.articles).pipeInput("id".getBytes(UTF_8), "{\"a\" secret".getBytes(UTF_8));

            assertThat(headersOfDeadLetter(driver))
                    .isEqualTo(Map.of(
                            "stage", "test",
                            "code", "unreadable",
                            "reason",
                                    "a record on articles is no valid Article: StreamReadException at line 1, column 6",
                            "topic", "articles",
                            "partition", "0",
                            "offset", "0"));
        }
    }

    @Test
    void shouldSayWhichFieldOfARecordIsInvalid() {
        try (StageDriver driver = driver((handler, record) -> {})) {
            driver.rawInput(driver.topics.articles)
                    .pipeInput("id".getBytes(UTF_8), "{\"id\": \"sec ret\"}".getBytes(UTF_8));

            assertThat(headersOfDeadLetter(driver).get("reason"))
                    .startsWith("a record on articles is no valid Article: id holds white space at line 1");
        }
    }

    @Test
    void shouldSayThatARecordHasNoKey() {
        try (StageDriver driver = driver((handler, record) -> {})) {
            driver.input(driver.topics.articles)
                    .pipeInput(null, Samples.article("a").build());

            assertThat(headersOfDeadLetter(driver))
                    .containsEntry("code", "unprocessable")
                    .containsEntry("reason", "a record without a key");
        }
    }

    @Test
    void shouldNotQuoteTheMessageOfAForeignException() {
        try (StageDriver driver =
                driver((handler, record) -> Integer.parseInt(record.value().title()))) {
            driver.input(driver.topics.articles)
                    .pipeInput("id", Samples.article("a").title("secret").build());

            assertThat(headersOfDeadLetter(driver))
                    .containsEntry("code", "unprocessable")
                    .containsEntry("reason", "processing the record failed with a NumberFormatException");
        }
    }

    @Test
    void shouldLogEachDeadLetterInOneLine() {
        List<String> log = new ArrayList<>();
        DeadLetterFactory deadLetters = new DeadLetterFactory(
                Map.of(DeadLetterFactory.STAGE_CONFIG, "rank", DeadLetterFactory.TOPIC_CONFIG, "dead-letters"),
                log::add);

        deadLetters.deadLetter(
                context(),
                new byte[1],
                new byte[JsonSerde.MAX_BYTES],
                "unprocessable",
                "processing",
                new RecordTooLargeException("too\nlarge"));

        assertThat(log)
                .containsExactly("rank: dead letter for topic articles, partition 3, offset 42: too-large: too large; "
                        + "the record of 900001 bytes is too large for a dead letter");
    }

    @Test
    void shouldBoundTheLengthOfAReason() {
        assertThat(FailureReason.of(new IllegalArgumentException("x".repeat(1_000)), "reading"))
                .hasSizeLessThan(310)
                .startsWith("xxx");
    }

    private StageDriver driver(BiConsumer<Object, Record<String, Article>> method) {
        return new StageDriver(
                new Stage(
                        "test",
                        topics -> List.of(topics.articles),
                        topics -> topics.enrichedArticles,
                        List.of(),
                        (config, topics, partitions) -> {
                            StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
                            builder.stream(topics.articles.name(), TopicSteps.consumedAs("articles", topics.articles))
                                    .process(
                                            HandlerProcessor.<Article, EnrichedArticle, Object>at(
                                                    context -> new Object(), method),
                                            Named.as("handle"));
                            return builder.build(config);
                        }),
                state);
    }

    private static Map<String, String> headersOfDeadLetter(StageDriver driver) {
        TestRecord<String, byte[]> deadLetter =
                driver.output(driver.topics.deadLetters).readRecord();
        Map<String, String> headers = new TreeMap<>();
        for (Header header : deadLetter.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    private static DefaultErrorHandlerContext context() {
        return new DefaultErrorHandlerContext(
                null, "articles", 3, 42, new RecordHeaders(), "handle", new TaskId(0, 0), 0, new byte[0], new byte[0]);
    }
}
