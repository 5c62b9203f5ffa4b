package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.TopicPosition;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Content.Format;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the input topic from the committed position. It joins no consumer group: the transactional id of ingest admits
 * one reader. Positions are committed in the transactions of ingest, under the name of a group.
 */
final class InputTopicReader implements AutoCloseable {
    private static final String CONTENT_TYPE = "content-type";
    private static final Duration REREAD_POLL = Duration.ofMillis(200);
    private static final Duration REREAD_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_FETCH_BYTES = 8 << 20;
    /** In characters; the state of a record and its dead letter have the key as well, and must fit into records. */
    private static final int MAX_KEY_LENGTH = 8_192;

    private static final int SHOWN_OF_KEY = 200;

    private final Consumer<String, byte[]> consumer;
    private final Consumer<String, byte[]> rereader;

    /**
     * @param consumer has the partitions of the input topic
     * @param rereader reads single records again
     */
    InputTopicReader(Consumer<String, byte[]> consumer, Consumer<String, byte[]> rereader) {
        this.consumer = consumer;
        this.rereader = rereader;
    }

    /** @throws UnknownTopicOrPartitionException when there is no input topic */
    static InputTopicReader open(Map<String, String> client, Topics topics) {
        InputTopicReader reader = new InputTopicReader(consumerOf(client, topics), consumerOf(client, topics));
        List<TopicPartition> partitions = reader.consumer.partitionsFor(topics.articleFiles.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            reader.close();
            throw new UnknownTopicOrPartitionException("there is no topic " + topics.articleFiles.name());
        }
        // starts at the committed positions, and at the beginning where there are none
        reader.consumer.assign(partitions);
        return reader;
    }

    private static Consumer<String, byte[]> consumerOf(Map<String, String> client, Topics topics) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "heatwire-ingest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Under whose name the positions are committed. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /**
     * Records of the input topic, the last one of each key.
     *
     * @param contents by path, as {@link FileState#pathOfRecord} has it
     * @param withdrawn the paths of the keys whose last record is a tombstone
     * @param refused records whose keys are too long to have a state, by the beginning of the path
     * @param positions behind all records that were read
     */
    record Batch(
            Map<String, Content> contents,
            Set<String> withdrawn,
            Map<String, Content> refused,
            Map<TopicPartition, OffsetAndMetadata> positions) {
        int size() {
            return contents.size() + withdrawn.size() + refused.size();
        }
    }

    /** The next records; empty when there are none now. */
    Optional<Batch> poll(Duration wait) {
        Map<String, Content> contents = new LinkedHashMap<>();
        Set<String> withdrawn = new HashSet<>();
        Map<String, Content> refused = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            String path = FileState.pathOfRecord(record.key());
            if (record.key().length() > MAX_KEY_LENGTH) {
                if (record.value() != null) {
                    refused.put(path.substring(0, SHOWN_OF_KEY) + "…", contentOf(record));
                }
            } else if (record.value() == null) {
                contents.remove(path);
                withdrawn.add(path);
            } else {
                withdrawn.remove(path);
                contents.put(path, contentOf(record));
            }
            positions.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        return positions.isEmpty() ? Optional.empty() : Optional.of(new Batch(contents, withdrawn, refused, positions));
    }

    private static Content contentOf(ConsumerRecord<String, byte[]> record) {
        return Content.ofRecord(
                record.value(), formatOf(record), new TopicPosition(record.partition(), record.offset()));
    }

    /** JSON when the record says so, whatever parameters such as a charset follow; else front matter. */
    private static Format formatOf(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(CONTENT_TYPE);
        String type =
                header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json") ? Format.JSON : Format.FRONT_MATTER;
    }

    /** Behind the records that were read, for each partition where the broker has told the start. Does not wait. */
    Map<TopicPartition, OffsetAndMetadata> positions() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            try {
                positions.put(partition, new OffsetAndMetadata(consumer.position(partition, Duration.ZERO)));
            } catch (TimeoutException e) {
                // not known yet
            }
        }
        return positions;
    }

    /** How many records, transaction markers included, may wait to be read; more than none until that is known. */
    long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(1))
                .sum();
    }

    /**
     * Reads a record again; empty when it is no longer there, because a later one of its key replaced it.
     *
     * @throws TimeoutException when the broker does not answer; the record is not taken for missing then
     */
    Optional<Content> reread(String key, TopicPosition position) {
        TopicPartition partition =
                new TopicPartition(consumer.assignment().iterator().next().topic(), position.partition());
        if (!consumer.assignment().contains(partition)) {
            return Optional.empty();
        }
        rereader.assign(List.of(partition));
        if (rereader.endOffsets(List.of(partition)).get(partition) <= position.offset()) {
            return Optional.empty();
        }
        rereader.seek(partition, position.offset());
        long deadline = System.nanoTime() + REREAD_TIMEOUT.toNanos();
        while (rereader.position(partition) <= position.offset()) {
            Optional<ConsumerRecord<String, byte[]>> first =
                    rereader.poll(REREAD_POLL).records(partition).stream().findFirst();
            if (first.isPresent()) {
                return first.filter(record -> record.offset() == position.offset())
                        .filter(record -> key.equals(record.key()) && record.value() != null)
                        .map(InputTopicReader::contentOf);
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("a record of the input topic could not be read again");
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
        rereader.close();
    }
}
