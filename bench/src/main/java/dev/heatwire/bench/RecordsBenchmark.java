package dev.heatwire.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How many records the pipeline writes for each article of a site, by topic, changelogs and repartitions included. An
 * article has four related ones and three feeds on average. Transaction markers and committed offsets do not count:
 * their number depends on time, not on articles.
 */
final class RecordsBenchmark {
    /** For each article; what the gate allows. */
    static final int MAX_RECORDS = 18;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Path folder;
    private final Path references;

    RecordsBenchmark(Path folder, Path references) {
        this.folder = folder;
        this.references = references;
    }

    /** The number of records for each article, by topic. */
    Map<String, Double> run(int articles) throws IOException {
        Path site = folder.resolve("site");
        new SiteGenerator(1).write(site, articles, references);
        try (BenchCluster cluster = BenchCluster.open(folder);
                PipelineProcesses pipeline = PipelineProcesses.start(cluster, cluster.topics(""), site)) {
            pipeline.awaitDrained(articles);
            Map<String, Double> counts = new TreeMap<>();
            count(cluster.address()).forEach((topic, count) -> counts.put(topic, (double) count / articles));
            return counts;
        }
    }

    static double sum(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(count -> count).sum();
    }

    private static Map<String, Integer> count(String address) {
        Map<String, Object> config = Map.of("bootstrap.servers", address, "max.poll.records", 10_000);
        Map<String, Integer> counts = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> !info.topic().startsWith("__"))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    counts.merge(record.topic(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }
}
