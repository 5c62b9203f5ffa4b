package dev.heatwire.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.heatwire.events.EventHeaders;
import dev.heatwire.events.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The baseline: a plain producer or a plain consumer. It processes the records several times, and prints the seconds
 * and the processor seconds of all rounds but the first.
 */
final class ClientProgram {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ClientProgram() {}

    /** @param arguments produce|consume SERVERS TOPIC ROUNDS FILE */
    public static void main(String[] arguments) throws IOException {
        String servers = arguments[1];
        String topic = arguments[2];
        int rounds = Integer.parseInt(arguments[3]);
        Round round = arguments[0].equals("produce")
                ? producing(servers, topic, Path.of(arguments[4]))
                : consuming(servers, topic);
        long start = 0;
        long cpu = 0;
        for (int number = 0; number < rounds; number++) {
            if (number == Math.min(1, rounds - 1)) {
                start = System.nanoTime();
                cpu = SYSTEM.getProcessCpuTime();
            }
            round.run();
        }
        System.out.printf("%f %f%n", (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        System.exit(0);
    }

    private interface Round {
        void run() throws IOException;
    }

    /** A producer with the settings and the headers of ingest, but without transactions. */
    private static Round producing(String servers, String topic, Path file) {
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", servers, "compression.type", "zstd", "linger.ms", 5, "acks", "all"));
        config.putAll(EventHeaders.settings("ingest", Topics.withPrefix(""), Map.of()));
        var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        return () -> {
            RecordFile.forEach(file, (key, value) -> producer.send(new ProducerRecord<>(topic, key, value)));
            producer.flush();
        };
    }

    private static Round consuming(String servers, String topic) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return () -> {
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100));
            }
        };
    }
}
