package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compression libraries are newer than Kafka asks for; users' producers may choose any of them. */
class CompressionTest {
    /** Long enough for several blocks of each format. */
    private static final String TEXT = "a headline of the day ".repeat(20_000);

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatWasWritten(CompressionType compression) throws ExecutionException, InterruptedException {
        Map<String, Object> client = new HashMap<>(SharedBroker.client());
        client.put("compression.type", compression.name);
        TopicPartition partition = new TopicPartition("compression-" + compression.name, 0);
        try (Admin admin = Admin.create(client)) {
            // a broker that compresses itself reads the records before it stores them
            admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)
                            .configs(
                                    Map.of("compression.type", compression == CompressionType.GZIP ? "zstd" : "gzip"))))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(partition.topic(), "key", TEXT)).get();
            producer.send(new ProducerRecord<>(partition.topic(), "key", "short"))
                    .get();
        }

        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, String> first = consumer.poll(Duration.ofSeconds(10));
            assertThat(first).isNotEmpty();
            assertThat(first.iterator().next().value()).isEqualTo(TEXT);
        }
    }
}
