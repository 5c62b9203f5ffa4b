package dev.heatwire.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
    private final Topics topics = Topics.withPrefix("site.");
    private final EventHeaders headers = new EventHeaders();

    EventHeadersTest() {
        headers.configure(EventHeaders.settings("sink", topics, Map.of()));
    }

    @Test
    void shouldMakeARecordACloudEvent() {
        Map<String, String> written = written(topics.rankedFeed.name(), new byte[0]);

        assertThat(written.remove("ce_id")).hasSize(36);
        assertThat(written)
                .isEqualTo(Map.of(
                        "content-type", "application/json",
                        "schema-version", "1",
                        "ce_specversion", "1.0",
                        "ce_source", "urn:heatwire:site.sink",
                        "ce_type", "dev.heatwire.ranked-feed",
                        "ce_time", "2026-03-01T12:00:00Z",
                        "ce_dataschema", "urn:heatwire:ranked-feed:1"));
    }

    @Test
    void shouldMarkATombstoneAsDeleted() {
        assertThat(written(topics.rankedFeed.name(), null))
                .containsEntry("ce_type", "dev.heatwire.ranked-feed.deleted")
                .doesNotContainKeys("content-type", "ce_dataschema");
    }

    @Test
    void shouldGiveEachEventItsOwnId() {
        assertThat(written(topics.articles.name(), null).get("ce_id"))
                .isNotEqualTo(written(topics.articles.name(), null).get("ce_id"));
    }

    @Test
    void shouldNotChangeRecordsOfOtherTopics() {
        assertThat(written(topics.deadLetters.name(), new byte[0])).isEmpty();
        assertThat(written("ranked-feed", new byte[0])).isEmpty();
        assertThat(written("site.heatwire-sink-ranking-changelog", new byte[0])).isEmpty();
    }

    @Test
    void shouldReplaceHeadersOfAnInputRecord() {
        ProducerRecord<Object, Object> record = record(topics.articles.name(), new byte[0]);
        record.headers().add("ce_type", "something else".getBytes(UTF_8));

        assertThat(headers.onSend(record).headers().headers("ce_type")).hasSize(1);
        assertThat(headers.onSend(record).headers().headers("ce_type")).hasSize(1);
    }

    @Test
    void shouldKeepTheInterceptorsOfTheUser() {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("interceptor.classes", "one.Tracer");
        client.put("producer.interceptor.classes", "another.Tracer");

        assertThat(EventHeaders.settings("rank", topics, client, "producer."))
                .containsEntry("interceptor.classes", EventHeaders.class.getName() + ",one.Tracer,another.Tracer");
    }

    private Map<String, String> written(String topic, byte[] value) {
        Map<String, String> written = new TreeMap<>();
        headers.onSend(record(topic, value))
                .headers()
                .forEach(header -> written.put(header.key(), new String(header.value(), UTF_8)));
        return written;
    }

    private static ProducerRecord<Object, Object> record(String topic, byte[] value) {
        return new ProducerRecord<>(topic, 0, Samples.NOON.toEpochMilli(), "key", value);
    }
}
