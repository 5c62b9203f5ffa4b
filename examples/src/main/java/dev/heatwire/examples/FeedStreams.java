package dev.heatwire.examples;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feeds as a table of a Kafka Streams application, to be joined or queried: {@code FeedStreams HOST:PORT [FEED] [N]
 * [--once]} prints the first entries of one whenever they change.
 */
public final class FeedStreams {
    private static final String TOPIC = "ranked-feed";
    private static final String TABLE = "feeds";
    private static final JsonMapper JSON = new JsonMapper();

    private FeedStreams() {}

    public static void main(String[] args) throws InterruptedException {
        String feed = args.length > 1 ? args[1] : "news";
        int limit = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        boolean once = List.of(args).contains("--once");

        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feed-example");
        // without exactly-once, Kafka Streams reads uncommitted records by default
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
                    running.countDown(); // the global table has caught up
                }
            });
            streams.start();
            running.await();
            ReadOnlyKeyValueStore<String, String> feeds =
                    streams.store(StoreQueryParameters.fromNameAndType(TABLE, QueryableStoreTypes.keyValueStore()));
            String printed = null;
            while (!once || printed == null) {
                String current = feeds.get(feed);
                String text = current == null ? "" : first(JSON.readTree(current), limit);
                if (!text.equals(printed)) {
                    System.out.println(text);
                    printed = text;
                }
                Thread.sleep(250);
            }
        }
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
