package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedTransactionFencerTest {
    private static final String LIVE_PROCESS = UUID.randomUUID().toString();
    private static final String DEAD_PROCESS = UUID.randomUUID().toString();

    private static EmbeddedBroker broker;
    private static Map<String, String> client;

    private final String group = "heatwire-" + UUID.randomUUID();
    private final String input = "input-" + group;
    private final String output = "output-" + group;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private AbandonedTransactionFencer fencer;

    @BeforeAll
    static void startBroker(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
        client = Map.of("bootstrap.servers", broker.address());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        Admin admin = Admin.create(new HashMap<>(client));
        opened.push(admin);
        fencer = new AbandonedTransactionFencer(admin, group);
        opened.push(fencer);
        TopicAdmin.create(admin, List.of(new NewTopic(input, 1, (short) 1), new NewTopic(output, 1, (short) 1)));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void shouldAbortOnlyTransactionsOfProcessesThatLeftTheGroup() {
        join(group + "-" + LIVE_PROCESS + "-StreamThread-1-consumer");
        KafkaProducer<String, String> dead = begin(group + "-" + DEAD_PROCESS + "-1");
        KafkaProducer<String, String> live = begin(group + "-" + LIVE_PROCESS + "-1");
        KafkaProducer<String, String> otherPrefix = begin("other-" + group + "-" + DEAD_PROCESS + "-1");
        KafkaProducer<String, String> longerGroup = begin(group + "-more-" + DEAD_PROCESS + "-1");

        assertThat(fencer.fenceAbandoned()).containsExactly(group + "-" + DEAD_PROCESS + "-1");

        assertThatThrownBy(dead::commitTransaction).isInstanceOf(KafkaException.class);
        List.of(live, otherPrefix, longerGroup).forEach(KafkaProducer::commitTransaction);
        await().until(() -> committedRecords() == 3);
        assertThat(fencer.fenceAbandoned()).isEmpty();
    }

    @Test
    void shouldAbortNothingWhileAMemberHasACustomClientId() {
        join("custom");
        KafkaProducer<String, String> unknown = begin(group + "-" + DEAD_PROCESS + "-1");

        assertThat(fencer.fenceAbandoned()).isEmpty();

        unknown.commitTransaction();
        await().until(() -> committedRecords() == 1);
    }

    private void join(String clientId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        KafkaConsumer<String, String> member =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        opened.push(member);
        member.subscribe(List.of(input));
        await().until(() -> {
            member.poll(Duration.ofMillis(50));
            return !member.assignment().isEmpty();
        });
    }

    private KafkaProducer<String, String> begin(String transactionalId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        opened.push(() -> producer.close(Duration.ZERO));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(output, "key", transactionalId));
        producer.flush();
        return producer;
    }

    private int committedRecords() {
        List<String> keys = new ArrayList<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(client)) {
            reader.read(output, record -> keys.add(record.key()));
        }
        return keys.size();
    }
}
