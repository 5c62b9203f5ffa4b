package dev.heatwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputTopicPublisherTest {
    private final IngestFixture ingest = new IngestFixture();
    private final String topic = ingest.topics.articleFiles.name();
    private final TopicPartition busy = new TopicPartition(topic, 0);
    private final TopicPartition quiet = new TopicPartition(topic, 1);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final InputTopicPublisher publisher =
            new InputTopicPublisher(new InputTopicReader(consumer, new MockConsumer<>("earliest")), ingest.context);

    @BeforeEach
    void assignPartitions() {
        consumer.assign(List.of(busy, quiet));
        consumer.updateBeginningOffsets(Map.of(busy, 0L, quiet, 0L));
        consumer.updateEndOffsets(Map.of(busy, 0L, quiet, 0L));
    }

    @AfterEach
    void close() {
        publisher.close();
        ingest.close();
    }

    @Test
    void shouldCommitThePositionsOfAllPartitionsOnceADay() {
        send(0, IngestFixture.article("one"));
        publish();
        assertThat(lastPositions()).containsExactlyEntriesOf(Map.of(busy, 1L));

        publisher.keepPositions();
        assertThat(lastPositions()).containsExactlyInAnyOrderEntriesOf(Map.of(busy, 1L, quiet, 0L));

        ingest.clock.now = ingest.clock.now.plus(Duration.ofHours(23));
        send(1, IngestFixture.article("two"));
        publish();
        publisher.keepPositions();
        assertThat(ingest.committed).hasSize(3);

        ingest.clock.now = ingest.clock.now.plus(Duration.ofHours(1));
        publisher.keepPositions();
        assertThat(ingest.committed).hasSize(4);
        assertThat(lastPositions()).containsExactlyInAnyOrderEntriesOf(Map.of(busy, 2L, quiet, 0L));
    }

    @Test
    void shouldNotCommitThePositionBehindARecordThatIsNotPublished() {
        send(0, IngestFixture.article("one"));
        assertThat(publisher.isDue()).isTrue();

        publisher.keepPositions();

        assertThat(ingest.committed).isEmpty();
    }

    @Test
    void shouldNotPublishARecordAgainWhoseCommittedPositionWasLost() {
        send(0, "broken");
        publish();
        assertThat(writtenTopics()).containsExactlyInAnyOrder("dead-letters", "file-states");

        consumer.seekToBeginning(Set.of(busy));
        send(0, "broken");
        publish();
        assertThat(ingest.committed).hasSize(2);
        assertThat(writtenTopics()).isEmpty();
        assertThat(lastPositions()).containsExactlyEntriesOf(Map.of(busy, 1L));
    }

    @Test
    void shouldPublishALaterRecordWithTheSameContent() {
        send(0, "broken");
        publish();
        send(1, "broken");
        publish();

        assertThat(writtenTopics()).containsExactlyInAnyOrder("dead-letters", "file-states");
    }

    @Test
    void shouldReturnAfterASecondWhileRecordsArrive() {
        // a record arrives during each transaction; ten are more than a second has time for
        ingest.afterCommit = () -> {
            ingest.clock.now = ingest.clock.now.plusMillis(400);
            if (ingest.committed.size() < 10) {
                send(ingest.committed.size(), IngestFixture.article("one"));
            }
        };
        send(0, IngestFixture.article("one"));

        assertThat(publish()).isEqualTo(3);
        assertThat(publisher.waiting()).isEqualTo(1);
        assertThat(publish()).isEqualTo(3);
    }

    @Test
    void shouldReturnWhenTheClockIsSetBack() {
        ingest.afterCommit = () -> {
            ingest.clock.now = ingest.clock.now.minus(Duration.ofDays(1));
            if (ingest.committed.size() < 10) {
                send(ingest.committed.size(), IngestFixture.article("one"));
            }
        };
        send(0, IngestFixture.article("one"));

        assertThat(publish()).isEqualTo(1);
    }

    @Test
    void shouldWaitForARecordThatIsReadAndNotPublished() {
        send(0, IngestFixture.article("one"));

        assertThat(publisher.isDue()).isTrue();
        assertThat(publisher.waiting()).isEqualTo(1);
        assertThat(publish()).isEqualTo(1);
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void shouldSendARecordWithAnOverlongKeyToTheDeadLettersAndGoOn() {
        send(0, "k".repeat(600_000), "file");
        send(1, IngestFixture.article("one"));
        publish();

        assertThat(writtenTopics()).containsExactlyInAnyOrder("dead-letters", "articles", "file-states");
        ProducerRecord<String, byte[]> deadLetter = last().records().stream()
                .filter(record -> record.topic().equals("dead-letters"))
                .findFirst()
                .orElseThrow();
        assertThat(deadLetter.key()).hasSize(201).startsWith("topic:kkk").endsWith("…");
        assertThat(deadLetter.value()).asString(UTF_8).isEqualTo("file");
    }

    /** All other records have one key. */
    private void send(long offset, String file) {
        send(offset, "k.md", file);
    }

    private void send(long offset, String key, String file) {
        consumer.addRecord(new ConsumerRecord<>(topic, busy.partition(), offset, key, file.getBytes(UTF_8)));
        consumer.updateEndOffsets(Map.of(busy, offset + 1));
    }

    private int publish() {
        int before = publisher.read();
        publisher.publishChanges(() -> false, () -> {});
        return publisher.read() - before;
    }

    private Map<TopicPartition, Long> lastPositions() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        last().positions()
                .values()
                .forEach(positions ->
                        positions.forEach((partition, position) -> offsets.put(partition, position.offset())));
        return offsets;
    }

    private List<String> writtenTopics() {
        return last().records().stream().map(ProducerRecord::topic).toList();
    }

    private TransactionBatch last() {
        return ingest.committed.get(ingest.committed.size() - 1);
    }
}
