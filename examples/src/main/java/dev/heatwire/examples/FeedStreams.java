package dev.heatwire.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the first entries of a feed from a table of a Kafka Streams application, and again whenever they change: {@code
 * FeedStreams HOST:PORT [FEED] [N] [--once]}.
 */
public final class FeedStreams {
    private static final String TOPIC = "ranked-feed";
    private static final String TABLE = "feed";
    private static final JsonMapper JSON = new JsonMapper();

    private FeedStreams() {}

    public static void main(String[] args) throws InterruptedException {
        String feed = args.length > 1 ? args[1] : "news";
        int places = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        boolean once = List.of(args).contains("--once");

        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feed-example");
        // with the default, read_uncommitted, the table would contain records of aborted transactions
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");

        StreamsBuilder builder = new StreamsBuilder();
        builder.globalTable(
                TOPIC,
                Consumed.with(Serdes.String(), Serdes.String()),
                Materialized.as(Stores.inMemoryKeyValueStore(TABLE)));
        CountDownLatch running = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(builder.build(), config)) {
            streams.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.RUNNING) {
                    running.countDown(); // a global table has caught up by then
                }
            });
            streams.start();
            running.await();
            ReadOnlyKeyValueStore<String, String> table =
                    streams.store(StoreQueryParameters.fromNameAndType(TABLE, QueryableStoreTypes.keyValueStore()));
            String shown = null;
            while (!once || shown == null) {
                List<JsonNode> entries = entries(table, feed);
                String now = top(entries, places);
                if (isWhole(entries) && !now.equals(shown)) {
                    System.out.println(now);
                    shown = now;
                }
                Thread.sleep(250);
            }
        }
    }

    private static List<JsonNode> entries(ReadOnlyKeyValueStore<String, String> table, String feed) {
        List<JsonNode> entries = new ArrayList<>();
        try (KeyValueIterator<String, String> all = table.range(feed + "|", feed + "}")) { // "}" comes after "|"
            all.forEachRemaining(entry -> entries.add(JSON.readTree(entry.value)));
        }
        entries.sort(Comparator.comparingInt(entry -> entry.get("rank").asInt()));
        return entries;
    }

    /** The table changes record by record: with a gap or a duplicate rank, records of a transaction are still missing. */
    private static boolean isWhole(List<JsonNode> entries) {
        return IntStream.range(0, entries.size())
                .allMatch(place -> entries.get(place).get("rank").asInt() == place + 1);
    }

    private static String top(List<JsonNode> entries, int places) {
        return entries.stream()
                .limit(places)
                .map(entry -> "%4d  %4d  %s%n"
                        .formatted(
                                entry.get("rank").asInt(),
                                entry.get("heat").asInt(),
                                entry.at("/article/title").asString()))
                .collect(Collectors.joining());
    }
}
