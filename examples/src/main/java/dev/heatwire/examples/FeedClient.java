package dev.heatwire.examples;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the first entries of a feed whenever they change: {@code FeedClient HOST:PORT [FEED] [N] [--once]}. Every
 * reader needs the whole topic, so there is no consumer group, and no offset is committed.
 */
public final class FeedClient {
    private static final String TOPIC = "ranked-feed";
    private static final JsonMapper JSON = new JsonMapper();

    private FeedClient() {}

    public static void main(String[] args) {
        String feed = args.length > 1 ? args[1] : "news";
        int limit = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        boolean once = List.of(args).contains("--once");

        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        String current = null;
        String printed = null;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key().equals(feed)) {
                        current = record.value(); // the whole feed; null when it has no articles
                    }
                }
                // older records come first
                if (isCaughtUp(consumer)) {
                    String text = current == null ? "" : first(JSON.readTree(current), limit);
                    if (!text.equals(printed)) {
                        System.out.println(text);
                        printed = text;
                    }
                    if (once) {
                        return;
                    }
                }
            }
        }
    }

    /** The lag of a partition is unknown until the consumer has fetched from it. */
    private static boolean isCaughtUp(KafkaConsumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private static String first(JsonNode feed, int limit) {
        StringBuilder text = new StringBuilder();
        feed.get("entries")
                .valueStream()
                .limit(limit)
                .forEach(entry -> text.append("%4d  %4d  %s%n"
                        .formatted(
                                entry.get("rank").asInt(),
                                entry.get("heat").asInt(),
                                entry.get("title").asString())));
        return text.toString();
    }
}
