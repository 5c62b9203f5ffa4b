package dev.heatwire.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RedrivePlannerTest {
    private final RedrivePlanner planner = new RedrivePlanner(Set.of("articles"), false);

    @Test
    void shouldResendTheLatestRecordOfAKey() {
        DeadLetter latest = deadLetter("a", Map.of("topic", "articles", "partition", "1", "offset", "7"));
        planner.observe(record("articles", 1, 3, "a"));
        planner.observe(record("articles", 1, 7, "a"));
        planner.observe(record("articles", 1, 8, "b"));

        RedrivePlanner.Plan plan = planner.plan(List.of(latest));

        assertThat(plan.resend()).containsExactly(latest);
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    void shouldSkipRecordsThatCannotBeSentAgainAndCountThemByReason() {
        planner.observe(record("articles", 0, 9, "a"));

        RedrivePlanner.Plan plan = planner.plan(List.of(
                deadLetter("a", Map.of("topic", "articles", "partition", "0", "offset", "3")),
                deadLetter("a", Map.of("topic", "articles", "partition", "0", "offset", "4")),
                deadLetter(null, Map.of("topic", "articles", "partition", "0", "offset", "5")),
                deadLetter("a", Map.of("topic", "deleted", "partition", "0", "offset", "1")),
                deadLetter("a", Map.of("topic", "articles", "partition", "0", "offset", "9", "code", "too-large"))));

        assertThat(plan.resend()).isEmpty();
        assertThat(plan.skipped())
                .isEqualTo(Map.of(
                        "superseded by a later record",
                        2,
                        "without a key",
                        1,
                        "from a topic that no longer exists",
                        1,
                        "without the record's bytes, which were too large to keep",
                        1));
    }

    @Test
    void shouldNotRepeatWhatFailedAgainUnlessAsked() {
        DeadLetter first =
                deadLetter("a", Map.of("stage", "enrich", "topic", "articles", "partition", "1", "offset", "3"));
        DeadLetter again =
                deadLetter("a", Map.of("stage", "enrich", "topic", "articles", "partition", "1", "offset", "7"));
        RedrivePlanner asked = new RedrivePlanner(Set.of("articles"), true);
        planner.observe(record("articles", 1, 7, "a"));
        asked.observe(record("articles", 1, 7, "a"));

        assertThat(planner.plan(List.of(first, again)).resend()).isEmpty();
        assertThat(planner.plan(List.of(first, again)).skipped())
                .containsEntry("failed again after a redrive; --again repeats it", 1);
        assertThat(asked.plan(List.of(first, again)).resend()).containsExactly(again);
    }

    @Test
    void shouldKnowTheFilesThatFailedAgain() {
        DeadLetter once = deadLetter("articles/a.md", Map.of("stage", "ingest"));
        DeadLetter twice = deadLetter("topic:b", Map.of("stage", "ingest"));

        assertThat(RedrivePlanner.filesThatFailedAgain(List.of(once, twice, twice)))
                .containsExactly("topic:b");
    }

    @Test
    void shouldLeaveRejectedFilesToIngest() {
        DeadLetter file = deadLetter("articles/a.md", Map.of("stage", "ingest", "line", "4"));

        assertThat(planner.topicsOf(List.of(file))).isEmpty();
        assertThat(planner.plan(List.of(file))).isEqualTo(new RedrivePlanner.Plan(List.of(), Map.of()));
    }

    @Test
    void shouldShowADeadLetterWithoutItsBytes() {
        DeadLetter file = deadLetter("articles/a.md", Map.of("line", "4"));

        assertThat(file.summary().line()).isEqualTo("1970-01-01T00:00:00Z  articles/a.md  line=4");
        assertThat(Json.MAPPER.writeValueAsString(file.summary())).isEqualTo("""
            {"time":"1970-01-01T00:00:00Z","key":"articles/a.md","why":{"line":"4"},"bytes":5}\
            """);
    }

    private static DeadLetter deadLetter(String key, Map<String, String> headers) {
        ConsumerRecord<String, byte[]> record = record("dead-letters", 0, 0, key);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return DeadLetter.of(record);
    }

    private static ConsumerRecord<String, byte[]> record(String topic, int partition, long offset, String key) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                "bytes".getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
