package dev.heatwire.examples;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
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
 * Prints the first entries of a feed, and again whenever they change: {@code FeedClient HOST:PORT [FEED] [N] [--once]}.
 * Every reader needs the whole topic; therefore there is no consumer group, and no offsets are committed.
 */
public final class FeedClient {
    private static final String TOPIC = "ranked-feed";
    private static final JsonMapper JSON = new JsonMapper();

    private FeedClient() {}

    public static void main(String[] args) {
        String feed = args.length > 1 ? args[1] : "news";
        int places = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        boolean once = List.of(args).contains("--once");

        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        Map<String, JsonNode> entries = new HashMap<>();
        String shown = null;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() == null) {
                        entries.remove(record.key()); // a tombstone: the article left the feed
                    } else {
                        entries.put(record.key(), JSON.readTree(record.value()));
                    }
                }
                // between transactions only: a poll may end in the middle of one
                if (isCaughtUp(consumer)) {
                    String now = top(entries, feed, places);
                    if (!now.equals(shown)) {
                        System.out.println(now);
                        shown = now;
                    }
                    if (once) {
                        return;
                    }
                }
            }
        }
    }

    /** Whether everything that is committed has been read; the lag is unknown until a partition was fetched from. */
    private static boolean isCaughtUp(KafkaConsumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private static String top(Map<String, JsonNode> entries, String feed, int places) {
        StringBuilder text = new StringBuilder();
        entries.values().stream()
                .filter(entry -> entry.get("feed").asString().equals(feed))
                .sorted(Comparator.comparingInt(entry -> entry.get("rank").asInt()))
                .limit(places)
                .forEach(entry -> text.append("%4d  %4d  %s%n"
                        .formatted(
                                entry.get("rank").asInt(),
                                entry.get("heat").asInt(),
                                entry.at("/article/title").asString())));
        return text.toString();
    }
}
